import * as z from 'zod/mini';
import { HowdahError } from '../howdah-error.ts';
import type { LogDocument } from './export-log.ts';
import { logFormat } from './log-entry.ts';
import type { Packed } from './packed.ts';

const packedJson = z.unknown() as unknown as z.ZodMiniType<Packed>;
const ofRow = { collection: z.string(), rowKey: packedJson, jobId: z.nullable(z.string()) };
const states = z.enum(['queued', 'sending', 'unknown', 'done', 'parked']);

const decisionEntry = z.object({
  what: z.literal('decision'),
  ...ofRow,
  declared: z.object({
    store: z.string(),
    kind: z.enum(['workflow-run', 'coordinator', 'bundle', 'definition']),
    onDelete: z.enum(['kill', 'leave']),
    onFixedChange: z.enum(['park', 'replace', 'ignore', 'update']),
    conflict: packedJson,
    hasMergeField: z.boolean(),
    hasCheck: z.boolean(),
  }),
  now: z.number(),
  keys: z.array(z.string()),
  answers: z.record(z.string(), z.union([z.object({ gave: packedJson }), z.object({ threw: z.string() })])),
  state: packedJson,
  made: packedJson,
});

const stepEntry = z.object({
  what: z.literal('step'),
  ...ofRow,
  seq: z.nullable(z.number()),
  action: z.enum([
    'submit',
    'start',
    'change',
    'update',
    'suspend',
    'resume',
    'kill',
    'rerun',
    'rerun-actions',
    'kill-actions',
    'ignore-actions',
    'ignore',
    'look',
  ]),
  from: states,
  event: z.enum([
    'claim',
    'answered',
    'refused',
    'not-sent',
    'lost',
    'found',
    'absent',
    'unclear',
    'give-up',
    'cancel',
    'retry',
  ]),
  change: z.nullable(
    z.object({
      to: z.union([states, z.literal('gone')]),
      effect: z.enum(['send', 'look', 'replan', 'tell-person', 'nothing']),
    }),
  ),
  attempts: z.number(),
  problem: z.nullable(z.string()),
});

const logDocument = z.object({
  howdahLog: z.number(),
  version: z.string(),
  database: z.string(),
  exportedAt: z.number(),
  records: z.array(
    z.object({
      entries: z.number(),
      at: z.number(),
      epoch: z.nullable(z.number()),
      told: z.object({
        texts: z.array(z.string()),
        entries: z.array(z.discriminatedUnion('what', [decisionEntry, stepEntry])),
      }),
    }),
  ),
});

const notALog = (why: string) =>
  new HowdahError(
    'not-a-log',
    `This is no log that Howdah has exported: ${why}. Give the text of \`exportLog\`.`,
  );

/**
 * Reads an exported log.
 * @throws {HowdahError} `not-a-log`; `log-newer` when a newer Howdah has written it
 */
export function parseLog(text: string): LogDocument {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw notALog(error instanceof Error ? error.message : String(error));
  }
  const head = z.safeParse(z.object({ howdahLog: z.number() }), read);
  if (!head.success) throw notALog('it doesn’t say that it is one');
  if (head.data.howdahLog > logFormat) {
    throw new HowdahError(
      'log-newer',
      `This log is of a newer Howdah (format ${head.data.howdahLog}; this one knows ${logFormat}). Replay it with that one.`,
    );
  }
  const parsed = z.safeParse(logDocument, read);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw notALog(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return parsed.data;
}
