import { dequal } from 'dequal';
import type { RecordChange } from '../store/memory-store.ts';
import type { JournalRecord, MirrorRecord } from '../store/tables.ts';
import { type AskedCommands, askedCommands } from './asked-commands.ts';
import { documentParts } from './documents.ts';
import { excuseLateCommands } from './late-commands.ts';
import type { Profile } from './profile.fixture.ts';
import { type StartedJobs, startedJobs } from './started-jobs.fixture.ts';
import { type UnseenChanges, unseenChanges } from './unseen-changes.ts';
import { createWishes, type Wishes } from './wishes.ts';

/** Watches a profile for everything that must never happen. */
export interface Watch {
  /** What was seen that must not be, in the words of DESIGN's seven invariants. */
  readonly violations: readonly string[];
  readonly started: StartedJobs;
  readonly unseen: UnseenChanges;
  readonly wishes: Wishes;
  /** What somebody else has published in the parts of documents. */
  readonly published: Wishes;
  readonly commands: AskedCommands;
  /** The browser's clock was set. */
  clockJumped(): void;
  /** A row was added, or added again after it was deleted: it asks for one more job. */
  asksAnew(id: string): void;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (record: object | null | undefined): Fields => ({ ...record });

/** What is merged on its own: a row's fields, and of a document's text the parts that people edit. */
function partsOf(row: object | null | undefined): Fields {
  const { xml, ...fields } = fieldsOf(row);
  return typeof xml === 'string' ? { ...fields, ...documentParts(xml) } : fields;
}

export function watch(profile: Profile): Watch {
  const violations: string[] = [];
  const started = startedJobs(profile.oozie);
  const asked = new Map<string, number>();
  const unseen = unseenChanges(profile, (violation) => violations.push(violation));

  const wishes = createWishes();
  const late = excuseLateCommands(profile, wishes);
  const commands = askedCommands(profile, (violation) => violations.push(violation));

  const rows = new Map<string, object | undefined>();
  const links = new Map<string, readonly string[]>();
  const rowOf = (collection: string, key: IDBValidKey) => rows.get(`${collection} ${String(key)}`);

  profile.database.onCommit((changes) => {
    for (const { store, key, after } of changes) {
      if (!store.startsWith('howdah_')) rows.set(`${store} ${String(key)}`, after);
    }
    for (const change of changes) {
      if (change.store === 'howdah_journal') links.set(String(change.key), linksIn(change));
      if (change.store === 'howdah_jobs') violations.push(...mirrorLoss(change, links));
      if (change.store === 'howdah_journal') violations.push(...baseAlone(change, changes, rowOf));
    }
    started.look();
    for (const [id, count] of asked) {
      const jobs = started.of(id);
      if (jobs.length > count) violations.push(`2: ${id} began ${jobs.length} times: ${jobs.join(', ')}`);
    }
  });

  return {
    violations,
    started,
    unseen: {
      changedThere(id) {
        unseen.changedThere(id);
        late.changedThere(id);
      },
    },
    wishes,
    published: createWishes(),
    clockJumped: late.clockJumped,
    commands,
    asksAnew: (id) => asked.set(id, (asked.get(id) ?? 0) + 1),
  };
}

/** The jobs that a row is tied to. */
function linksIn({ after }: RecordChange): string[] {
  const { job } = (after as JournalRecord | undefined) ?? {};
  return [job?.jobId, job?.jobId === null ? job.bundleId : null].filter((id) => typeof id === 'string');
}

/** Partial never erases full; purge never erases history, but for what is too much and no row needs. */
function mirrorLoss(
  { key, before, after }: RecordChange,
  links: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (before === undefined) return [];
  const was = before as MirrorRecord;
  const is = after as MirrorRecord | undefined;
  const isNeeded = [...links.values()].flat().includes(String(key));
  if (is === undefined) return was.gone && !isNeeded ? [] : [`6: the mirror lost ${String(key)}`];
  if (was.full !== null && is.full === null)
    return [`6: a partial row erased what was known of ${String(key)}`];
  return [];
}

/**
 * `base` moves only to what the row has then, in the very transaction that writes the row back; else only with a step
 * that has just been done, which brought the fields to the server, or with a person's decision.
 */
function baseAlone(
  { key, before, after }: RecordChange,
  changes: readonly RecordChange[],
  rowOf: (collection: string, key: IDBValidKey) => object | undefined,
): string[] {
  const was = before as JournalRecord | undefined;
  const is = after as JournalRecord | undefined;
  if (was?.base == null || is?.base == null) return [];
  const row = partsOf(rowOf(is.collection, is.rowKey));
  const [old, base] = [partsOf(was.base), partsOf(is.base)];
  const alone = Object.keys({ ...old, ...base }).filter(
    (field) => !dequal(old[field], base[field]) && !dequal(row[field], base[field]),
  );
  const isBrought = changes.some(
    ({ store, after: then }) => store === 'howdah_outbox' && fieldsOf(then).state === 'done',
  );
  if (alone.length === 0 || isBrought || was.state === 'conflict') return [];
  // A decision that is taken back takes back what was agreed with it.
  if (is.state === 'conflict' && was.resolved !== undefined) return [];
  return [`3: base of ${String(key)} moved without the row: ${alone.join(', ')}`];
}
