export { type CheckOptions as ExpressionCheckOptions, checkExpression } from './check.ts';
export { childrenOf as partsOfExpression } from './children.ts';
export { evaluateText } from './evaluate.ts';
export {
  type ArgumentKind,
  type ArgumentRange,
  type FunctionParameter,
  type FunctionSignature,
  functionSignatures,
} from './functions.ts';
export { hasExpression, parseElText } from './parse.ts';
export {
  type Phase as ElPhase,
  type PhaseFunction,
  type PhaseVocabulary,
  phases as elPhases,
  phasesWith,
  vocabularies,
} from './phases.ts';
export { checkPlace, type ElPlace, elPlaces } from './places.ts';
export { printElText, printExpression } from './print.ts';
export type { ElFunction, ElScope } from './scope.ts';
export type {
  ElDiagnostic,
  ElDiagnosticCode,
  ElNode,
  ElPart,
  ElText,
  FunctionCall,
  Identifier,
  Span,
} from './syntax.ts';
export type { ElOutcome, ElValue, UnknownReason } from './value.ts';
export {
  bundleScope,
  type JobProperties,
  type KnownNode,
  type KnownWorkflow,
  workflowScope,
} from './workflow-scope.ts';
