import { merge as mergeLines } from 'node-diff3';
import { checkDefinition, isRefused } from '../check/check-definition.ts';
import type { Definition } from '../definition/definition.ts';
import { DefinitionEditError } from '../definition/edit-error.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { meaningOf } from '../diff/parts.ts';
import { XmlEditError } from '../tree/edit-error.ts';
import { rangeBetween } from '../tree/navigate.ts';
import { changeText } from '../tree/text-change.ts';
import { withAdditions } from './additions.ts';
import { alignSides, type Sides } from './align-sides.ts';
import { withCommentsOfBoth } from './carry-comments.ts';
import type { MergeChoice, MergeChoices, MergeConflict, MergeConflictCode } from './merge-conflict.ts';
import { mergeElements } from './merge-elements.ts';

export interface MergeOptions {
  /** What Oozie would refuse; by default what `checkDefinition` says. */
  readonly check?: (definition: Definition) => readonly Diagnostic[];
}

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
 * it, comments included; with one side unchanged, the other one to the byte. Two definitions that Oozie takes give one
 * that it takes, or a conflict `refused-together`. Throws for no documents, whatever they are.
 */
export function mergeDefinitions(
  base: Definition,
  mine: Definition,
  theirs: Definition,
  options: MergeOptions = {},
): MergeResult {
  return merged({ base, mine, theirs }, options, new Map());
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
  return merged({ base, mine, theirs }, options, new Map(Object.entries(choices)));
}

function merged(sides: Sides, { check = checkDefinition }: MergeOptions, choices: MergeChoices): MergeResult {
  const { base, mine, theirs } = sides;
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
  const together = broughtTogether(sides, choices);
  if (together === undefined) return done(mine, [wholeDocument('changed-differently', sides)]);
  const { definition, conflicts } = together;
  if (conflicts.length > 0) return done(definition, conflicts);
  const known = new Set([...check(mine), ...check(theirs)].map(({ code, message }) => `${code} ${message}`));
  const refused = check(definition).filter(
    ({ severity, code, message }) => severity === 'error' && !known.has(`${code} ${message}`),
  );
  if (refused.length === 0) return done(definition, []);
  const proposal = definition.tree.text;
  return done(mine, [{ ...wholeDocument('refused-together', sides), proposal, refused }]);
}

/** `undefined` where they can't be: where one is no XML, or the changes of one have no place in the other. */
function broughtTogether(
  given: Sides,
  choices: MergeChoices,
): { definition: Definition; conflicts: readonly MergeConflict[] } | undefined {
  if (Object.values(given).some(({ diagnostics }) => isRefused(diagnostics))) return undefined;
  try {
    const { sides, origin, conflicts: named } = alignSides(given, choices);
    const { base, mine, theirs } = sides;
    const roots = { base: base.tree.root, mine: mine.tree.root, theirs: theirs.tree.root };
    if (!roots.base || !roots.mine || !roots.theirs) return undefined;
    const trees = { base: base.tree, mine: mine.tree, theirs: theirs.tree };
    const three = { base: roots.base, mine: roots.mine, theirs: roots.theirs };
    const { changes, additions, conflicts } = mergeElements(trees, three, choices, origin);
    const changed = parseDefinition(changeText(mine.tree.text, changes), mine.tree.limits);
    const complete = withAdditions(changed, additions);
    if (isRefused(complete.diagnostics) && choices.size === 0) return undefined;
    const all = [...named, ...conflicts];
    const settled = choices.size === 0 && all.length === 0;
    const definition =
      (settled && withFormattingOfBoth(given, complete)) ||
      withCommentsOfBoth(complete, trees.base, trees.mine, trees.theirs);
    return { definition, conflicts: all };
  } catch (error) {
    const hasNoPlace = [XmlEditError, DefinitionEditError, RangeError].some((kind) => error instanceof kind);
    if (hasNoPlace) return undefined;
    throw error;
  }
}

/** A conflict about everything. */
function wholeDocument(code: MergeConflictCode, { base, mine, theirs }: Sides): MergeConflict {
  const side = ({ tree }: Definition) => {
    return { text: tree.text, range: rangeBetween(tree, 0, tree.text.length) };
  };
  return { id: '', code, path: [], base: side(base), mine: side(mine), theirs: side(theirs) };
}

/** Many lines of a definition are alike, and then comparing takes time by their square. */
const mostLines = 1000;

/** The lines of both sides brought together, where that says the same: so comments and formatting of both survive. */
function withFormattingOfBoth({ base, mine, theirs }: Sides, merged: Definition): Definition | undefined {
  const [b, m, t] = [base, mine, theirs].map(({ tree }) => tree.text.split('\n'));
  if (!b || !m || !t) return undefined;
  if (Math.max(m.length, b.length, t.length) > mostLines) return undefined;
  const lines = mergeLines(m, b, t);
  if (lines.conflict) return undefined;
  const candidate = parseDefinition(lines.result.join('\n'), merged.tree.limits);
  if (isRefused(candidate.diagnostics)) return undefined;
  const [one, other] = [candidate.tree.root, merged.tree.root];
  return one && other && meaningOf(one) === meaningOf(other) ? candidate : undefined;
}
