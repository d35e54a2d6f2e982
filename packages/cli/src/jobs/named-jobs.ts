import type { OozieClient } from '@howdah/oozie-client';
import { usageFailure } from '../failure.ts';
import { printable } from '../output/text-width.ts';
import type { Session } from '../session.ts';
import { type JobId, type JobKind, readJobId } from './job-id.ts';
import { listJobs } from './job-lists.ts';

/**
 * The ids that a command names, each once; a lone `-` stands for those on standard input, which may be lines of ids, or
 * what `howdah jobs --jsonl` prints.
 * @throws {Failure} for what is no id, before anything is done
 */
export async function namedJobs(given: readonly string[], { surroundings }: Session): Promise<JobId[]> {
  const texts = await Promise.all(
    given.map(async (each) => (each === '-' ? idsIn(await surroundings.stdin.text()) : [each])),
  );
  const ids = [...new Set(texts.flat())].map(readJobId);
  if (ids.length > 0) return ids;
  throw usageFailure('There are no ids on standard input, so there is nothing to do.');
}

function idsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line) => (line.startsWith('{') ? idOf(line) : line));
}

function idOf(line: string): string {
  try {
    const row: unknown = JSON.parse(line);
    const id: unknown = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
    if (typeof id === 'string') return id;
  } catch {
    // Told of below.
  }
  throw usageFailure(`This line on standard input names no job: ${line.slice(0, 80)}`);
}

/** So many are told apart in a question; of the others only the number. */
const toldApart = 10;

/**
 * Jobs with their names and statuses, for a question: `workflow 0000001-…-W "nightly" (RUNNING, alice)`. A job that
 * Oozie does not know keeps its bare id.
 */
export async function describeJobs(
  oozie: OozieClient,
  ids: readonly JobId[],
  signal: AbortSignal,
): Promise<string[]> {
  const shown = ids.slice(0, toldApart);
  const kinds: JobKind[] = ['workflow', 'coordinator', 'bundle'];
  const known = new Map<string, string>();
  for (const kind of kinds) {
    const id = shown.filter((each) => each.kind === kind && each.action === undefined).map((each) => each.id);
    if (id.length === 0) continue;
    const query = { filter: { id }, offset: 1, len: id.length, sortBy: 'createdTime' } as const;
    for (const row of (await listJobs(oozie, kind, query, signal)).rows) {
      known.set(row.id, `${kind} ${row.id} "${printable(row.name)}" (${row.status}, ${row.user})`);
    }
  }
  const lines = shown.map((each) => known.get(each.id) ?? `${each.kind} ${each.id}`);
  const left = ids.length - shown.length;
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}
