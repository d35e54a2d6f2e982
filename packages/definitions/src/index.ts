export * from './builder/index.ts';
export type * from './bundle/bundle.ts';
export { addCoordinator, type NewBundleCoordinator, removeCoordinator } from './bundle/edit-bundle.ts';
export * from './calendar/index.ts';
export { checkDefinition, isRefused } from './check/check-definition.ts';
export { fixAll } from './check/fix-all.ts';
export {
  type DefinitionParameter,
  type DefinitionParameters,
  type ParameterUse,
  parametersOf,
} from './check/parameters-of.ts';
export type { CheckOptions, ServerLimits } from './check/rule.ts';
export { type Properties, type Property, propertyNamed } from './configuration/configuration.ts';
export type { FileOperation, FileOperationKind } from './configuration/file-operation.ts';
export type { Launcher } from './configuration/launcher.ts';
export * from './convert/index.ts';
export type * from './coordinator/coordinator.ts';
export * from './coordinator/edit-coordinator.ts';
export type { InputCondition, InputLogic } from './coordinator/input-logic.ts';
export { readDatasets } from './coordinator/read-coordinator.ts';
export type * from './definition/definition.ts';
export { editDefinition } from './definition/edit-definition.ts';
export { DefinitionEditError, type DefinitionEditProblem } from './definition/edit-error.ts';
export * from './definition/edit-parts.ts';
export { parseDefinition, printDefinition } from './definition/parse-definition.ts';
export type { Diagnostic, Fix, Position, Range, Severity } from './diagnostic.ts';
export {
  type Difference,
  type DifferencePath,
  describeDifference,
  diffDefinitions,
  differInFormOnly,
  type Side,
} from './diff/diff-definitions.ts';
export * from './el/index.ts';
export * from './graph/index.ts';
export {
  describeConflict,
  type MergeChoice,
  type MergeConflict,
  type MergeConflictCode,
  type MergeSide,
} from './merge/merge-conflict.ts';
export {
  type MergeOptions,
  type MergeResult,
  mergeDefinitions,
  resolveConflicts,
} from './merge/merge-definitions.ts';
export { type ActionWithSchema, actionVersions } from './schema/action-schema.ts';
export { bundleVersions } from './schema/bundle-schema.ts';
export type {
  AnyParticle,
  AttributeType,
  ElementParticle,
  ElementType,
  GroupParticle,
  Particle,
  TextType,
} from './schema/content-model.ts';
export { coordinatorVersions } from './schema/coordinator-schema.ts';
export { insertInOrder } from './schema/insert-in-order.ts';
export { childTypeOf, elementsIn, elementTypeOf, type Schema, schemas, schemasOf } from './schema/schemas.ts';
export { slaVersions } from './schema/sla-schema.ts';
export { workflowVersions } from './schema/workflow-schema.ts';
export type { Sla } from './sla/sla.ts';
export {
  appendChild,
  insertAfter,
  insertBefore,
  removeNode as removeXmlNode,
  replaceNode,
  wrapNodes,
} from './tree/edit-children.ts';
export { removeAttribute, renameElement, setAttribute, setText, setValue } from './tree/edit-content.ts';
export { XmlEditError, type XmlEditProblem } from './tree/edit-error.ts';
export { editXml } from './tree/edit-xml.ts';
export { type DecodedXml, decodeXml, encodeXml } from './tree/encoding.ts';
export { escapeAttribute, escapeText } from './tree/escape.ts';
export * from './tree/navigate.ts';
export * from './tree/new-node.ts';
export { type ParsedXml, parseXml } from './tree/parse-xml.ts';
export type { XmlProblemCode } from './tree/reading.ts';
export { changeText, type TextChange } from './tree/text-change.ts';
export {
  attributeValue,
  childValue,
  childValues,
  elementValue,
  rangeOfValue,
  type Value,
} from './tree/value.ts';
export * from './tree/xml-tree.ts';
export type * from './workflow/action.ts';
export * from './workflow/edit-workflow.ts';
export * from './workflow/new-nodes.ts';
export { actionTypes, isActionType } from './workflow/read-action.ts';
export * from './workflow/workflow.ts';
