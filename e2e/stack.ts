import { type Gateway, startGateway } from '@howdah/gateway';
import { type FaultProxy, startFaultProxy } from '@howdah/testing';
import { type App, buildApps, fieldSurvey, staticFolders, workbench } from '../scripts/apps.ts';

export interface StackOptions {
  /** The real Oozie at the end of the line. */
  oozieUrl: string;
  definitionRoot: string;
  /** What is served beside Oozie; default the workbench and the field survey. */
  apps?: readonly App[];
}

/** Everything between a browser and Oozie: gateway → fault proxy → Oozie, and the applications beside. */
export interface Stack {
  /** Where the browser goes; the same after a restart of the gateway. */
  url: string;
  /** Breaks what a test tells it to break, between the gateway and Oozie. */
  proxy: FaultProxy;
  readonly gateway: Gateway;
  /** Stops the gateway and starts a new one on the same port; `meanwhile` is done while there is none. */
  restartGateway(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a gateway of its own for a test, on free ports. The applications are built if they have to be. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { oozieUrl, definitionRoot, apps = [workbench, fieldSurvey] } = options;
  await buildApps(apps, (line) => console.error(line));
  const oozie = new URL(oozieUrl);
  const proxy = await startFaultProxy({ target: oozie.origin });
  const listen = (port: number) =>
    startGateway({
      oozieUrl: `${proxy.url}${oozie.pathname}`,
      definitionRoot,
      fileSystem: /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(definitionRoot)?.[0] ?? 'file:///',
      staticFolders: staticFolders(apps),
      port,
    });
  let gateway = await listen(0).catch(async (error: unknown) => {
    await proxy.stop();
    throw error;
  });
  const { url, port } = gateway;
  return {
    url,
    proxy,
    get gateway() {
      return gateway;
    },
    async restartGateway(meanwhile = async () => {}) {
      await gateway.stop();
      await meanwhile();
      gateway = await listen(port);
    },
    async stop() {
      await gateway.stop();
      await proxy.stop();
    },
  };
}
