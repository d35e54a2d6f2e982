import type { Collection } from '../collection/collection.ts';
import { stepAfter } from '../outbox/step-machine.ts';
import type { Decision, RowState } from '../plan/decision.ts';
import type { RowReference } from '../view/view-types.ts';
import { decideAgain } from './decide-again.ts';
import { differences } from './differences.ts';
import type { DecisionEntry, LogEntry, StepEntry } from './log-entry.ts';
import { canonical, type Packed, packed, unpacked } from './packed.ts';
import { parseLog } from './parse-log.ts';
import { occasionOf, outcomeOf, stepWords } from './story.ts';

/** One entry of a log: what was decided or done then, and what would be now. */
export interface ReplayedEntry extends RowReference {
  readonly what: 'decision' | 'step';
  /** Epoch ms. */
  readonly at: number;
  /** The epoch of the tab that led; null for what a person did. */
  readonly epoch: number | null;
  readonly jobId: string | null;
  /** Why the row was looked at, or the step and what came to it. */
  readonly occasion: string;
  /** What came of it then, in words; and now, undefined when that can't be told. */
  readonly was: string;
  readonly now: string | undefined;
  /** Whether the same comes of it now, to the last field; null when that can't be told, and why not. */
  readonly same: boolean | null;
  readonly whyNot: string | null;
  /** Where it differs: `step.payload.concurrency: 2, now 3`. */
  readonly differences: readonly string[];
}

/** What happened to one row, in the order of happening. */
export interface RowStory extends RowReference {
  /** One line each: the time in UTC, who led, what happened, and what came of it. */
  readonly lines: readonly string[];
}

export interface Replay {
  readonly database: string;
  /** The Howdah that exported it. */
  readonly version: string;
  /** Epoch ms. */
  readonly exportedAt: number;
  readonly entries: readonly ReplayedEntry[];
  readonly rows: readonly RowStory[];
}

export interface ReplayOptions {
  /**
   * The app's collections: their functions and policies are asked, instead of taking what the log has of them. So it
   * shows what a change of a mapping or of a policy would have come to.
   */
  readonly collections?: readonly Collection[];
}

type Outcome = Pick<ReplayedEntry, 'occasion' | 'was' | 'now' | 'same' | 'whyNot' | 'differences'>;

function replayedDecision(
  entry: DecisionEntry,
  texts: readonly string[],
  own: Collection | undefined,
): Outcome {
  // Written by this package, from a row's state and a decision.
  const state = unpacked(entry.state, texts) as RowState;
  const made = unpacked(entry.made, texts) as Decision;
  const told = { occasion: occasionOf(state), was: outcomeOf(made) };
  const again = decideAgain(entry, texts, own);
  if ('whyNot' in again)
    return { ...told, now: undefined, same: null, whyNot: again.whyNot, differences: [] };
  if ('threw' in again) {
    const now = `threw: ${again.threw}`;
    return { ...told, now, same: false, whyNot: null, differences: [now] };
  }
  const found = differences(packed(made), packed(again.made));
  const now = outcomeOf(again.made);
  return { ...told, now, same: found.length === 0, whyNot: null, differences: found };
}

function replayedStep(entry: StepEntry): Outcome {
  const { action, from, event, change } = entry;
  const now = stepAfter(from, event) ?? null;
  const words = (after: typeof now) => (after === null ? `stays ${from}` : `${after.to}, ${after.effect}`);
  const found = differences(packed(change), packed(now));
  return {
    occasion: `${action}: ${event}`,
    was: words(change),
    now: words(now),
    same: found.length === 0,
    whyNot: null,
    differences: found,
  };
}

const keyOf = (rowKey: Packed) =>
  // Written by this package, from a row's key.
  unpacked(rowKey) as IDBValidKey;

const lineOf = (at: number, epoch: number | null, words: string) =>
  `${new Date(at).toISOString()} ${epoch === null ? 'a person' : `epoch ${epoch}`}: ${words}`;

const wordsOf = (entry: LogEntry, { occasion, was, now, same, whyNot }: Outcome): string => {
  const words = entry.what === 'step' ? stepWords(entry) : `${occasion}: ${was}`;
  if (same === false) return `${words} [now: ${now}]`;
  return same === null ? `${words} [not replayed: ${whyNot}]` : words;
};

/**
 * Lets today's Howdah decide on everything that an exported log has, and tells what it would do otherwise: for a
 * report of what went wrong, and for trying a change on what has happened. Nothing is sent, and no database is needed.
 *
 * @example
 * const { entries, rows } = replayLog(await file.text());
 * console.log(rows.flatMap(({ lines }) => lines).join('\n'), entries.filter(({ same }) => same === false));
 * @throws {HowdahError} `not-a-log`, `log-newer`
 */
export function replayLog(text: string, { collections = [] }: ReplayOptions = {}): Replay {
  const { records, database, version, exportedAt } = parseLog(text);
  const own = new Map(collections.map((collection) => [collection.store, collection]));
  const entries: ReplayedEntry[] = [];
  const rows = new Map<string, RowReference & { lines: string[] }>();
  for (const { at, epoch, told } of records) {
    for (const entry of told.entries) {
      const { collection, rowKey, jobId, what } = entry;
      const outcome =
        what === 'step' ? replayedStep(entry) : replayedDecision(entry, told.texts, own.get(collection));
      const row = { collection, rowKey: keyOf(rowKey) };
      entries.push({ ...row, what, at, epoch, jobId, ...outcome });
      const name = canonical(row);
      const story = rows.get(name) ?? { ...row, lines: [] };
      story.lines.push(lineOf(at, epoch, wordsOf(entry, outcome)));
      rows.set(name, story);
    }
  }
  return { database, version, exportedAt, entries, rows: [...rows.values()] };
}
