import * as z from 'zod/mini';
import { number, orNull, text, textOrNull } from './json-fields.ts';

export interface BuildVersion {
  /** e.g. `5.2.1` */
  readonly buildVersion: string;
  /** `build.time`, `vc.revision` and so on; null from servers that do not say. */
  readonly buildInfo: Readonly<Record<string, string>> | null;
}

/** NORMAL; NOWEBSERVICE for administrators only; SAFEMODE for reads only. */
export type SystemMode = 'NORMAL' | 'NOWEBSERVICE' | 'SAFEMODE';

/** A time zone that Oozie knows; `id` is what definitions take. */
export interface TimeZone {
  readonly id: string;
  readonly displayName: string;
}

/** What waits to be done inside of Oozie, each entry in Oozie's own words. */
export interface QueueDump {
  readonly callables: readonly string[];
  /** The keys of commands of which Oozie queues one at a time. */
  readonly uniqueKeys: readonly string[];
}

/** A library that Oozie gives to actions, such as `hive`. */
export interface ShareLib {
  readonly name: string;
  /** The paths of its files; null unless libraries were asked for by name. */
  readonly files: readonly string[] | null;
}

/** What came of reading the share lib anew, on one server. */
export interface ShareLibUpdate {
  readonly host: string | null;
  /** `Successful`, or the error. */
  readonly status: string | null;
  readonly successful: boolean;
  /** Oozie's other facts, such as `sharelibDirOld` and `sharelibDirNew`. */
  readonly details: Readonly<Record<string, string | null>>;
}

/** How to listen to Oozie over JMS. */
export interface JmsInfo {
  /** Of the JNDI context: `java.naming.factory.initial`, `java.naming.provider.url` … */
  readonly jndiProperties: Readonly<Record<string, string>>;
  /** A topic's name by type, e.g. `WORKFLOW_JOB`; `${username}` stands for the job's owner, `${jobId}` for its id. */
  readonly topicPattern: Readonly<Record<string, string>>;
  /** Comes before every topic's name. */
  readonly topicPrefix: string;
}

const record = z.record(z.string(), z.string());

export const flatMap: z.ZodMiniType<Record<string, string>> = record;

export const modeAnswer = z.object({ systemMode: z.enum(['NORMAL', 'NOWEBSERVICE', 'SAFEMODE']) });

export const buildAnswer: z.ZodMiniType<BuildVersion> = z.object({
  buildVersion: text,
  buildInfo: orNull(record),
});

export const timeZonesAnswer: z.ZodMiniType<TimeZone[]> = z.pipe(
  z.object({
    'available-timezones': z.array(z.object({ timezoneId: text, timezoneDisplayName: text })),
  }),
  z.transform((answer) =>
    answer['available-timezones'].map(({ timezoneId: id, timezoneDisplayName: displayName }) => ({
      id,
      displayName,
    })),
  ),
);

export const queueAnswer: z.ZodMiniType<QueueDump> = z.pipe(
  z.object({
    queueDump: z.array(z.object({ callableDump: text })),
    uniqueMapDump: z.array(z.object({ uniqueEntryDump: text })),
  }),
  z.transform(({ queueDump, uniqueMapDump }) => ({
    callables: queueDump.map(({ callableDump }) => callableDump),
    uniqueKeys: uniqueMapDump.map(({ uniqueEntryDump }) => uniqueEntryDump),
  })),
);

export const shareLibAnswer: z.ZodMiniType<ShareLib[]> = z.pipe(
  z.object({ sharelib: z.array(z.object({ name: text, files: orNull(z.array(text)) })) }),
  z.transform(({ sharelib }) => sharelib),
);

const oneShareLibUpdate = z.pipe(
  z.object({ sharelibUpdate: z.record(z.string(), textOrNull) }),
  z.transform(({ sharelibUpdate: { host = null, status = null, ...details } }) => ({
    host,
    status,
    successful: status === 'Successful',
    details,
  })),
);

/** One object, or from servers that work together an array with one for each. */
export const shareLibUpdateAnswer: z.ZodMiniType<ShareLibUpdate[]> = z.union([
  z.array(oneShareLibUpdate),
  z.pipe(
    oneShareLibUpdate,
    z.transform((update) => [update]),
  ),
]);

export const purgeAnswer = z.object({ purge: text });

/** A record that is printed as JSON inside of a JSON string. */
const recordInText: z.ZodMiniType<Record<string, string>> = z.pipe(
  z.pipe(
    z.string(),
    z.transform((printed, context): unknown => {
      try {
        return JSON.parse(printed);
      } catch {
        context.issues.push({ code: 'custom', message: `"${printed}" is not JSON`, input: printed });
        return z.NEVER;
      }
    }),
  ),
  record,
);

export const jmsAnswer: z.ZodMiniType<JmsInfo> = z.pipe(
  z.object({ jmsJNDIProps: recordInText, jmsTopicPattern: recordInText, jmsTopicPrefix: textOrNull }),
  z.transform(({ jmsJNDIProps, jmsTopicPattern, jmsTopicPrefix }) => ({
    jndiProperties: jmsJNDIProps,
    topicPattern: jmsTopicPattern,
    topicPrefix: jmsTopicPrefix ?? '',
  })),
);

export const versionsAnswer: z.ZodMiniType<number[]> = z.array(number);
