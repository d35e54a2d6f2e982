import type * as z from 'zod/mini';
import {
  type BuildVersion,
  buildAnswer,
  flatMap,
  type JmsInfo,
  jmsAnswer,
  modeAnswer,
  purgeAnswer,
  type QueueDump,
  queueAnswer,
  type ShareLib,
  type ShareLibUpdate,
  type SystemMode,
  shareLibAnswer,
  shareLibUpdateAnswer,
  type TimeZone,
  timeZonesAnswer,
  versionsAnswer,
} from './admin-answers.ts';
import {
  type Instrumentation,
  instrumentationAnswer,
  type Metrics,
  metricsAnswer,
} from './admin-measurements.ts';
import { isNotRunning, unlessSwitchedOff } from './admin-unavailable.ts';
import type { RequestOptions, Transport } from './transport.ts';
import type { WebServiceVersion } from './web-service-version.ts';

/** What to delete from Oozie's database. What is left out is as the server is configured. */
export interface Purge {
  /** Workflows that ended this many days ago or earlier; 0 for all that ended. */
  wfAge?: number;
  /** Coordinators that ended this many days ago or earlier; 0 for all that ended. */
  coordAge?: number;
  /** Bundles that ended this many days ago or earlier; 0 for all that ended. */
  bundleAge?: number;
  /** How many jobs to delete at once; it deletes until none is left. */
  limit?: number;
  /** Also the old actions of coordinators that still run. */
  coordOldAction?: boolean;
}

/** What Oozie says of itself, and what its administrators may do. */
export interface AdminOperations {
  /** The versions of the web service that Oozie offers: 0, 1 and 2 for Oozie 5.2.1. */
  versions(options?: RequestOptions): Promise<number[]>;
  systemMode(options?: RequestOptions): Promise<SystemMode>;
  /** Lasts until Oozie is started again. Oozie lets anyone do it unless its authorization is switched on. */
  setSystemMode(mode: SystemMode, options?: RequestOptions): Promise<void>;
  buildVersion(options?: RequestOptions): Promise<BuildVersion>;
  /** All of Oozie's own properties, passwords masked by Oozie. */
  configuration(options?: RequestOptions): Promise<Record<string, string>>;
  /** The environment variables of Oozie's process. */
  environment(options?: RequestOptions): Promise<Record<string, string>>;
  /** The system properties of Oozie's Java. */
  javaProperties(options?: RequestOptions): Promise<Record<string, string>>;
  /**
   * What Oozie measures of itself.
   * @throws {OozieError} `invalid-request` when the server measures by {@link instrumentation}
   */
  metrics(options?: RequestOptions): Promise<Metrics>;
  /**
   * What Oozie measures of itself, in the way of Oozie 4.
   * @throws {OozieError} `invalid-request` when the server measures by {@link metrics}, as Oozie 5 does by default
   */
  instrumentation(options?: RequestOptions): Promise<Instrumentation>;
  /** The time zones that definitions may name; whole hours from GMT are among them, other offsets also work. */
  timeZones(options?: RequestOptions): Promise<TimeZone[]>;
  queueDump(options?: RequestOptions): Promise<QueueDump>;
  /**
   * The libraries that Oozie gives to actions; with their files when asked for by name.
   * @param name a Java regular expression that the whole of a library's name must match
   */
  shareLib(name?: string, options?: RequestOptions): Promise<ShareLib[]>;
  /**
   * Has Oozie read the share lib anew, on all servers that work together unless `allServers` is false. It answers
   * for each server, and resolves also when that failed: see `successful`.
   */
  updateShareLib(options?: RequestOptions & { allServers?: boolean }): Promise<ShareLibUpdate[]>;
  /**
   * Deletes jobs that ended long ago from Oozie's database, for good. Oozie lets anyone do it unless its
   * authorization is switched on.
   */
  purge(purge?: Purge, options?: RequestOptions): Promise<{ result: string }>;
  /** The URLs of all servers that work together, by instance id; just the one that answers when it works alone. */
  servers(options?: RequestOptions): Promise<Record<string, string>>;
  /**
   * How to listen to Oozie over JMS.
   * @throws {OozieError} `invalid-request` with code E1601 when the server does not send anything over JMS
   */
  jmsInfo(options?: RequestOptions): Promise<JmsInfo>;
}

const useMetrics =
  'This server measures with MetricsInstrumentationService, as Oozie 5 does by default: ask for its metrics.';
const useInstrumentation = 'This server measures with InstrumentationService: ask for its instrumentation.';
const noJms =
  'This server sends nothing over JMS. To change that, add EventHandlerService, JMSTopicService and JMSAccessorService to its oozie.services.ext.';

/** @see org.apache.oozie.servlet.VersionServlet, org.apache.oozie.servlet.V2AdminServlet */
export function adminOperations(transport: Transport): AdminOperations {
  const at = (path: string, since: WebServiceVersion = 0) =>
    ({ method: 'GET', path: `/v2/admin/${path}`, since }) as const;
  const read = async <T>(
    request: ReturnType<typeof at> & { query?: Record<string, string | undefined> },
    schema: z.ZodMiniType<T>,
    options?: RequestOptions,
  ): Promise<T> => (await transport.json(request, schema, options)).value;
  return {
    versions: async (options) =>
      (await transport.json({ method: 'GET', path: '/versions' }, versionsAnswer, options)).value,
    systemMode: async (options) => (await read(at('status', 1), modeAnswer, options)).systemMode,
    async setSystemMode(systemmode, options) {
      await transport.text({ ...at('status', 1), method: 'PUT', query: { systemmode } }, options);
    },
    buildVersion: (options) => read(at('build-version'), buildAnswer, options),
    configuration: (options) => read(at('configuration'), flatMap, options),
    environment: (options) => read(at('os-env'), flatMap, options),
    javaProperties: (options) => read(at('java-sys-properties'), flatMap, options),
    metrics: (options) =>
      unlessSwitchedOff(read(at('metrics', 2), metricsAnswer, options), isNotRunning, useInstrumentation),
    instrumentation: (options) =>
      unlessSwitchedOff(
        read(at('instrumentation'), instrumentationAnswer, options),
        isNotRunning,
        useMetrics,
      ),
    timeZones: (options) => read(at('available-timezones', 1), timeZonesAnswer, options),
    queueDump: (options) => read(at('queue-dump', 1), queueAnswer, options),
    shareLib: (lib, options) => read({ ...at('list_sharelib', 1), query: { lib } }, shareLibAnswer, options),
    updateShareLib: (options) => {
      const allservers = options?.allServers === false ? 'false' : undefined;
      return read({ ...at('update_sharelib', 1), query: { allservers } }, shareLibUpdateAnswer, options);
    },
    async purge({ wfAge, coordAge, bundleAge, limit, coordOldAction } = {}, options) {
      const query = {
        wf: wfAge,
        coord: coordAge,
        bundle: bundleAge,
        limit,
        oldcoordaction: coordOldAction === undefined ? undefined : String(coordOldAction),
      };
      const request = { ...at('purge', 1), method: 'PUT', query } as const;
      return { result: (await transport.json(request, purgeAnswer, options)).value.purge };
    },
    servers: (options) => read(at('available-oozie-servers', 2), flatMap, options),
    jmsInfo: (options) =>
      unlessSwitchedOff(
        read(at('jmsinfo', 2), jmsAnswer, options),
        (refusal) => refusal.code === 'E1601',
        noJms,
      ),
  };
}
