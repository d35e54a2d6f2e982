export type { BuildVersion, SystemMode } from './admin.ts';
export {
  type Authentication,
  type AuthenticationRequest,
  basicAuthentication,
  bearerAuthentication,
} from './authentication.ts';
export { type BulkFilter, type BulkQuery, parseBulkFilter, printBulkFilter } from './bulk-filter.ts';
export type { Bundle, BundleFacts, BundleRow } from './bundle.ts';
export type { BundleChange, BundleOperations } from './bundles.ts';
export { createOozieClient, type OozieClient } from './client.ts';
export { type Properties, parseConfiguration, printConfiguration } from './configuration.ts';
export type {
  Coordinator,
  CoordinatorAction,
  CoordinatorDetails,
  CoordinatorFacts,
  CoordinatorRow,
} from './coordinator.ts';
export type { CoordinatorChange, CoordinatorOperations, PageOfCoordinatorActions } from './coordinators.ts';
export {
  applicationPathProperty,
  type Definition,
  type DefinitionUpload,
  definitionPath,
  type JobKind,
  type PreparedDefinition,
  prepareDefinition,
} from './definition-upload.ts';
export type { CoordinatorFilter, JobFilter, RelativeTime, SortBy } from './filter.ts';
export * from './job-status.ts';
export type { JobOperations } from './jobs.ts';
export type { ListPage, ListQuery } from './list.ts';
export type { LogOptions } from './log.ts';
export { parseOozieDate, printOozieDate } from './oozie-date.ts';
export {
  OozieError,
  type OozieErrorDetails,
  type OozieErrorKind,
  type ReachedServer,
} from './oozie-error.ts';
export { sha256 } from './sha256.ts';
export type { OozieClientOptions, RequestOptions } from './transport.ts';
export type { Validation } from './validation.ts';
export type { WebServiceVersion } from './web-service-version.ts';
export type { Workflow, WorkflowAction, WorkflowFacts, WorkflowRow } from './workflow.ts';
export type { PageOfActions, WorkflowOperations } from './workflows.ts';
