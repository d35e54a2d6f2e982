import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OozieCommandLine, oozieCommandLine } from '@howdah/local-oozie';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { gatewayTo, stopServers } from './test-servers.ts';

interface CliOutcome {
  readonly code: number;
  /** Its facts, or what went wrong. */
  readonly output: string;
}

const definition = (name: string) =>
  `<workflow-app xmlns="uri:oozie:workflow:1.0" name="${name}"><start to="end"/><end name="end"/></workflow-app>`;
const escaped = (xml: string) => xml.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe("Oozie's own Java command line through the gateway", () => {
  const direct = inject('oozieUrl');
  const name = `gateway-${randomUUID()}`;
  let folder = '';
  let config = '';
  let gateway = '';
  let oozie: OozieCommandLine;

  const cli = async (...args: string[]): Promise<CliOutcome> => {
    const { code, stdout, stderr } = await oozie.run(args);
    return { code, output: code === 0 ? stdout : stderr };
  };
  /** Runs a command directly and through the gateway: both must tell the same. */
  const both = async (...args: string[]): Promise<CliOutcome> => {
    const [command = '', ...rest] = args;
    const through = await Promise.all([direct, gateway].map((url) => cli(command, '-oozie', url, ...rest)));
    const [straight, bent] = through;
    expect(bent).toEqual(straight);
    return bent ?? { code: -1, output: '' };
  };
  const byGateway = (command: string, ...args: string[]) => cli(command, '-oozie', gateway, ...args);
  const idIn = ({ output }: CliOutcome) => /^job: (\S+-W)$/m.exec(output)?.[1] ?? `no id in ${output}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'howdah-java-cli-'));
    oozie = await oozieCommandLine({ home: folder });
    gateway = `${(await gatewayTo(direct)).url}/oozie`;
    config = join(folder, 'job.xml');
    const path = `${inject('definitionRoot')}/${name}/workflow.xml`;
    const properties = {
      'user.name': 'gateway-test',
      'oozie.wf.application.path': path,
      'oozie.jobs.api.generated.xml': escaped(definition(name)),
    };
    const rows = Object.entries(properties).map(
      ([key, value]) => `<property><name>${key}</name><value>${value}</value></property>`,
    );
    await writeFile(config, `<configuration>${rows.join('')}</configuration>`);
  });
  afterAll(async () => {
    await oozie?.close();
    await stopServers();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  it('asks the server how it is', async () => {
    expect((await both('admin', '-status')).output).toContain('System mode: NORMAL');
    expect((await both('admin', '-version')).output).toContain('5.2.1');
  });

  it('validates a definition', async () => {
    const file = join(folder, 'workflow.xml');
    await writeFile(file, definition(name));
    expect(await both('validate', file)).toMatchObject({ code: 0, output: 'Valid workflow-app\n' });
    await writeFile(file, '<workflow-app/>');
    const invalid = await both('validate', file);
    expect(invalid.code).not.toBe(0);
    expect(invalid.output).toContain('E0701');
  });

  it('submits, shows and kills a job', async () => {
    const id = idIn(await byGateway('job', '-config', config, '-submit'));
    expect((await both('job', '-info', id)).output).toMatch(/Status\s+: PREP/);
    expect(await byGateway('job', '-kill', id)).toMatchObject({ code: 0 });
    await vi.waitFor(async () => {
      expect((await both('job', '-info', id)).output).toMatch(/Status\s+: KILLED/);
    }, 10_000);
    expect((await both('job', '-definition', id)).output).toContain(name);
  });

  it('runs a job, lists it and reads its log', async () => {
    const id = idIn(await byGateway('job', '-config', config, '-run'));
    await vi.waitFor(async () => {
      expect((await both('job', '-info', id)).output).toMatch(/Status\s+: SUCCEEDED/);
    }, 20_000);
    const listed = await both('jobs', '-filter', `name=${name}`, '-len', '5');
    expect(listed.output).toContain(id);
    await vi.waitFor(async () => {
      const log = await both('job', '-log', id);
      expect(log.code).toBe(0);
      expect(log.output.length).toBeGreaterThan(10);
    }, 10_000);
  });

  it('tells of a job that does not exist', async () => {
    // A PUT's error has no body: the command line knows it by the headers alone.
    for (const command of ['-info', '-kill']) {
      const missing = await both('job', command, '9999999-000000000000000-none-W');
      expect(missing.code).not.toBe(0);
      expect(missing.output).toMatch(/^Error: E060[45] : /m);
    }
  });
});
