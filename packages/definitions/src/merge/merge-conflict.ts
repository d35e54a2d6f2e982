import type { Diagnostic } from '../diagnostic.ts';
import type { Side } from '../diff/diff-definitions.ts';

export type MergeSide = 'base' | 'mine' | 'theirs';

/**
 * - `renamed-differently`: both sides gave it another name, and not the same one
 * - `refused-together`: each side is fine, and Oozie would refuse the two together, e.g. a way to a node that is gone
 */
export type MergeConflictCode =
  | 'changed-differently'
  | 'removed-and-changed'
  | 'added-differently'
  | 'renamed-differently'
  | 'refused-together';

/** Something on which two edits of a definition don't agree. */
export interface MergeConflict {
  /** Names the conflict among those of its merge: where it is. `''` is the whole document. */
  readonly id: string;
  readonly code: MergeConflictCode;
  readonly path: readonly string[];
  /** `undefined` where it isn't there. */
  readonly base: Side | undefined;
  readonly mine: Side | undefined;
  readonly theirs: Side | undefined;
  /** A text that could stand there: where both say the same but for white space; of `refused-together`, the document with both edits. */
  readonly proposal?: string;
  /** What Oozie would refuse of `proposal` and of neither side. */
  readonly refused?: readonly Diagnostic[];
}

/** How a conflict is settled: by a side, or by a text that takes its place. */
export type MergeChoice = MergeSide | { readonly text: string };

export type MergeChoices = ReadonlyMap<string, MergeChoice>;

/** A conflict in one line; what Oozie would refuse is said with it. */
export function describeConflict({ code, path, refused = [] }: MergeConflict): string {
  const where = path.length === 0 ? 'document' : path.join(' / ');
  const what = {
    'changed-differently': 'changed differently on both sides',
    'removed-and-changed': 'removed on one side, changed on the other',
    'added-differently': 'added on both sides, differently',
    'renamed-differently': 'given another name on each side',
    'refused-together': 'each side alone is fine, but Oozie would refuse both together',
  }[code];
  return [`${where}: ${what}`, ...refused.map(({ message }) => message)].join('; ');
}
