import { merge as mergeLines } from 'node-diff3';
import { checkDefinition, isRefused } from '../check/check-definition.ts';
import type { Definition } from '../definition/definition.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { meaningOf } from '../diff/parts.ts';
import { changeText } from '../tree/text-change.ts';
import { type MergeConflict, type MergeSide, mergeElements, wholeDocument } from './merge-elements.ts';

export interface MergeOptions {
  /** What Oozie would refuse; by default what `checkDefinition` says. */
  readonly check?: (definition: Definition) => readonly Diagnostic[];
}

/** How a conflict is settled: by a side, or by a text that takes its place. */
export type MergeChoice = MergeSide | { readonly text: string };

export interface MergeResult {
  /** With `mine` wherever there is a conflict. */
  readonly definition: Definition;
  /** None: every change of both sides is in the definition. */
  readonly conflicts: readonly MergeConflict[];
  readonly base: Definition;
  readonly mine: Definition;
  readonly theirs: Definition;
}

/**
 * Brings two edits of a definition together, by node and field. Where only one side has changed something, its change
 * is taken; where both have, differently, that is a conflict. The document is `mine` with the changes of `theirs` in
 * it; with one side unchanged, the other one to the byte. Two definitions that Oozie takes give one that it takes, or a
 * conflict `refused-together`.
 */
export function mergeDefinitions(
  base: Definition,
  mine: Definition,
  theirs: Definition,
  options: MergeOptions = {},
): MergeResult {
  return merged(base, mine, theirs, options, new Map());
}

/**
 * Settles conflicts, by their `id`, and merges anew: those without a choice stay, and a choice can show another one.
 * A text of one's own is XML where the conflict is about an element, and plain text where it is about an attribute.
 */
export function resolveConflicts(
  { base, mine, theirs }: MergeResult,
  choices: Readonly<Record<string, MergeChoice>>,
  options: MergeOptions = {},
): MergeResult {
  return merged(base, mine, theirs, options, new Map(Object.entries(choices)));
}

/** A conflict in one line. */
export function describeConflict({ code, path }: MergeConflict): string {
  const where = path.length === 0 ? 'document' : path.join(' / ');
  const what = {
    'changed-differently': 'changed differently on both sides',
    'removed-and-changed': 'removed on one side, changed on the other',
    'added-differently': 'added on both sides, differently',
    'refused-together': 'each side alone is fine, but Oozie would refuse both together',
  }[code];
  return `${where}: ${what}`;
}

function merged(
  base: Definition,
  mine: Definition,
  theirs: Definition,
  { check = checkDefinition }: MergeOptions,
  choices: ReadonlyMap<string, MergeChoice>,
): MergeResult {
  const sides = { base, mine, theirs };
  const done = (definition: Definition, conflicts: readonly MergeConflict[]): MergeResult => {
    return { definition, conflicts, ...sides };
  };
  const [b, m, t] = [base.tree.text, mine.tree.text, theirs.tree.text];
  if (t === b || m === t) return done(mine, []);
  if (m === b) return done(theirs, []);
  const whole = choices.get('');
  if (whole !== undefined) {
    return done(typeof whole === 'string' ? sides[whole] : parseDefinition(whole.text), []);
  }
  const roots = [base.tree.root, mine.tree.root, theirs.tree.root] as const;
  const [baseRoot, myRoot, theirRoot] = roots;
  const broken = [base, mine, theirs].some(({ diagnostics }) => isRefused(diagnostics));
  if (broken || baseRoot === undefined || myRoot === undefined || theirRoot === undefined) {
    return done(mine, [wholeDocument('changed-differently', base, mine, theirs)]);
  }
  const trees = { base: base.tree, mine: mine.tree, theirs: theirs.tree };
  const { changes, additions, conflicts } = mergeElements(trees, baseRoot, myRoot, theirRoot, choices);
  let definition = parseDefinition(changeText(m, changes), mine.tree.limits);
  if (additions.length > 0) {
    // What was removed may be what an addition comes behind, so the additions are placed anew.
    const { tree } = definition;
    if (tree.root === undefined)
      return done(mine, [wholeDocument('changed-differently', base, mine, theirs)]);
    const again = mergeElements({ ...trees, mine: tree }, baseRoot, tree.root, theirRoot, choices);
    definition = parseDefinition(changeText(tree.text, again.additions), mine.tree.limits);
  }
  if (conflicts.length > 0) return done(definition, conflicts);
  const known = new Set([...check(mine), ...check(theirs)].map(({ code, message }) => `${code} ${message}`));
  const refused = check(definition).some(
    ({ severity, code, message }) => severity === 'error' && !known.has(`${code} ${message}`),
  );
  if (refused) return done(mine, [wholeDocument('refused-together', base, mine, theirs)]);
  return done((choices.size === 0 && withFormattingOfBoth(b, m, t, definition)) || definition, []);
}

/** The lines of both sides brought together, where that says the same: so comments and formatting of both survive. */
function withFormattingOfBoth(
  b: string,
  m: string,
  t: string,
  definition: Definition,
): Definition | undefined {
  const lines = mergeLines(m.split('\n'), b.split('\n'), t.split('\n'));
  if (lines.conflict) return undefined;
  const candidate = parseDefinition(lines.result.join('\n'), definition.tree.limits);
  if (isRefused(candidate.diagnostics)) return undefined;
  const [one, other] = [candidate.tree.root, definition.tree.root];
  return one && other && meaningOf(one) === meaningOf(other) ? candidate : undefined;
}
