export type * from './bundle/bundle.ts';
export { type Properties, type Property, propertyNamed } from './configuration/configuration.ts';
export type {
  FileOperation,
  FileOperationKind,
} from './configuration/file-operation.ts';
export type { Launcher } from './configuration/launcher.ts';
export type * from './coordinator/coordinator.ts';
export type { InputCondition, InputLogic } from './coordinator/input-logic.ts';
export type * from './definition/definition.ts';
export { parseDefinition, printDefinition } from './definition/parse-definition.ts';
export type { Diagnostic, Fix, Position, Range, Severity } from './diagnostic.ts';
export type { Sla } from './sla/sla.ts';
export * from './tree/navigate.ts';
export { type ParsedXml, parseXml } from './tree/parse-xml.ts';
export type { XmlProblemCode } from './tree/reading.ts';
export { changeText, type TextChange } from './tree/text-change.ts';
export { rangeOfValue, type Value } from './tree/value.ts';
export * from './tree/xml-tree.ts';
export type * from './workflow/action.ts';
export { actionTypes, isActionType } from './workflow/read-action.ts';
export * from './workflow/workflow.ts';
