import { checkDefinition, parseDefinition } from '@howdah/definitions';
import type { Refusal } from '../../collection/collection.ts';
import { asText } from '../digest.ts';
import type { DefinitionSpec } from './spec.ts';

/** Why Oozie would refuse a definition: the first error, with its place and Oozie's code. */
export function refusalOf({ text, properties }: DefinitionSpec): Refusal | undefined {
  const known = properties === undefined ? {} : { properties: asText(properties) };
  const found = checkDefinition(parseDefinition(text), known).filter(({ severity }) => severity === 'error');
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  const { line, column } = first.range.start;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return {
    message: `line ${line}, column ${column}: ${first.message}${others} Nothing was sent.`,
    code: first.oozieCode ?? first.code,
    field: 'text',
  };
}
