import { describeConflict, mergeDefinitions, parseDefinition } from '@howdah/definitions';
import type { FieldMerge } from '../../fold/fold.ts';
import { typeOf } from './spec.ts';

const isDefinition = (value: unknown): value is string =>
  typeof value === 'string' && typeOf(value) !== undefined;

/** Merges two edits of a definition by node and field; what can't be settled is named, with the merge as a proposal. */
export const mergeTexts: FieldMerge = (base, mine, theirs) => {
  if (!isDefinition(base) || !isDefinition(mine) || !isDefinition(theirs)) return undefined;
  const [was, here, there] = [base, mine, theirs].map((text) => parseDefinition(text));
  if (was === undefined || here === undefined || there === undefined) return undefined;
  const { definition, conflicts } = mergeDefinitions(was, here, there);
  const proposed = conflicts.find(({ id, proposal }) => id === '' && proposal !== undefined)?.proposal;
  return { value: proposed ?? definition.tree.text, questions: conflicts.map(describeConflict) };
};
