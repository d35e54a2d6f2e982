/** An entry of its own, since the parser of definitions, their checks and their merge weigh more than the engine. */
export { type DefinitionsOptions, definitions } from './kinds/definition/definitions.ts';
export type { DefinitionRevision, DefinitionSpec } from './kinds/definition/spec.ts';
