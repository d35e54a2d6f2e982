import type { JobsClient } from '@howdah/oozie-client';
import { HowdahError } from '../howdah-error.ts';

/** What only the gateway knows. */
export interface GatewayFacts {
  /** @throws {HowdahError} `definition-root-missing` */
  definitionRoot(signal: AbortSignal): Promise<string>;
  /** Where Oozie can notify the gateway; undefined where it can't. */
  notificationUrl(signal: AbortSignal): Promise<string | undefined>;
}

/** Asks the gateway, once, for what it alone knows; until it has answered, each caller asks again. */
export function askGateway(
  oozieUrl: string | URL,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): GatewayFacts {
  let known: Readonly<Record<string, unknown>> | undefined;
  const ask = async (signal: AbortSignal) => {
    if (known !== undefined) return known;
    const response = await fetch(new URL('/howdah/connection', absolute(oozieUrl)), { signal });
    const answer: unknown = response.ok ? await response.json() : undefined;
    if (typeof answer !== 'object' || answer === null) return {};
    known = { ...answer };
    return known;
  };
  return {
    async definitionRoot(signal) {
      const { definitionRoot } = await ask(signal);
      if (typeof definitionRoot === 'string' && definitionRoot !== '') return definitionRoot;
      known = undefined;
      throw new HowdahError(
        'definition-root-missing',
        `The gateway at ${absolute(oozieUrl).origin} doesn’t tell where on the cluster definitions are stored. Start it with a definition root, or give \`oozie.definitionRoot\`.`,
      );
    },
    async notificationUrl(signal) {
      const { notificationUrl } = await ask(signal).catch(() => ({ notificationUrl: undefined }));
      return typeof notificationUrl === 'string' ? notificationUrl : undefined;
    },
  };
}

const absolute = (oozieUrl: string | URL) => new URL(oozieUrl, globalThis.location?.href);

/**
 * The client, whose jobs have Oozie notify the gateway of what becomes of them, where it can. An app that has them
 * notify somebody else keeps that.
 */
export function notifying(client: JobsClient, facts: GatewayFacts, signal: AbortSignal): JobsClient {
  return {
    ...client,
    async submit(properties, options) {
      const url = await facts.notificationUrl(signal);
      if (url === undefined) return client.submit(properties, options);
      const urls = {
        'oozie.wf.workflow.notification.url': `${url}?job=$jobId&status=$status&parent=$parentId`,
        'oozie.coord.action.notification.url': `${url}?job=$actionId&status=$status`,
      };
      return client.submit({ ...urls, ...properties }, options);
    },
  };
}
