export {
  type CoordinatorActionFilter,
  type NominalTimes,
  parseActionFilter,
  printActionFilter,
} from './action-filter.ts';
export type { ActionDates, ActionNumbers, ActionScope } from './action-scope.ts';
export type { AdminOperations, Purge } from './admin.ts';
export type {
  BuildVersion,
  JmsInfo,
  QueueDump,
  ShareLib,
  ShareLibUpdate,
  SystemMode,
  TimeZone,
} from './admin-answers.ts';
export type {
  Instrumentation,
  InstrumentationGroup,
  InstrumentationTimer,
  InstrumentationValue,
  Metrics,
  MetricsTimer,
  Rates,
  Spread,
} from './admin-measurements.ts';
export {
  type Authentication,
  type AuthenticationRequest,
  basicAuthentication,
  bearerAuthentication,
} from './authentication.ts';
export { type BulkFilter, type BulkQuery, parseBulkFilter, printBulkFilter } from './bulk-filter.ts';
export type { BulkRow } from './bulk-monitor.ts';
export type { Bundle, BundleFacts, BundleRow } from './bundle.ts';
export type { BundleChange, BundleControl, BundleOperations, BundleRerun } from './bundles.ts';
export { type Callback, notificationProperties, parseCallback } from './callback.ts';
export { createOozieClient, type OozieClient } from './client.ts';
export {
  type Properties,
  type PropertyPairs,
  parseConfiguration,
  parseConfigurationPairs,
  printConfiguration,
} from './configuration.ts';
export { forbiddenName } from './configuration-names.ts';
export type { ConfirmedBundleOperations } from './confirmed-bundles.ts';
export type { ConfirmedCoordinatorOperations } from './confirmed-coordinators.ts';
export type { ConfirmedWorkflowOperations } from './confirmed-workflows.ts';
export { type CookieStore, cookieAuthentication } from './cookie-authentication.ts';
export type {
  Coordinator,
  CoordinatorAction,
  CoordinatorDetails,
  CoordinatorFacts,
  CoordinatorRow,
} from './coordinator.ts';
export type {
  CoordinatorRun,
  CoordinatorWorkflowAction,
  MissingDependencies,
} from './coordinator-runs.ts';
export type {
  CoordinatorChange,
  CoordinatorControl,
  CoordinatorOperations,
  CoordinatorRerun,
  PageOfCoordinatorActions,
} from './coordinators.ts';
export {
  type Definition,
  type DefinitionUpload,
  definitionPath,
  type PreparedDefinition,
  prepareDefinition,
} from './definition-upload.ts';
export {
  bundleKey,
  canonicalJob,
  coordinatorIdIn,
  coordinatorNameProperty,
  externalIdProperty,
  type KeyedJob,
  type SubmitOnceOptions,
  type SubmittedOnce,
  workflowsUnderKey,
  wrappedCoordinator,
  wrappersUnderKey,
  wrappingBundle,
} from './exactly-once/index.ts';
export {
  type CoordinatorFilter,
  type FrequencyUnit,
  type JobFilter,
  parseCoordinatorFilter,
  parseFilter,
  printFilter,
  type RelativeTime,
  type SortBy,
} from './filter.ts';
export type { DrawGraph, GraphLook } from './graph.ts';
export { hadoopAlias } from './hadoop-aliases.ts';
export { applicationPathProperty, type JobKind } from './job-kind.ts';
export * from './job-status.ts';
export type { JobControl, JobOperations } from './jobs.ts';
export type { JobsByFilter } from './jobs-by-filter.ts';
export { createJobsClient, type JobsClient } from './jobs-client.ts';
export type { ListPage, ListQuery } from './list.ts';
export type { LogKind, LogOptions } from './log.ts';
export {
  type LogFilter,
  type LogLevel,
  type LogSpan,
  parseLogFilter,
  printLogFilter,
  type ServerTime,
} from './log-filter.ts';
export { linesOf } from './log-lines.ts';
export type { LogLine, TailOptions } from './log-tail.ts';
export { parseOozieDate, printOozieDate } from './oozie-date.ts';
export {
  isOozieError,
  OozieError,
  type OozieErrorDetails,
  type OozieErrorKind,
  type ReachedServer,
} from './oozie-error.ts';
export { parseProperties, parsePropertyPairs, printProperties } from './properties-file.ts';
export type { Confirmation, ConfirmOptions } from './read-back.ts';
export { normaliseProperties, resolveProperties } from './resolve-properties.ts';
export { sha256 } from './sha256.ts';
export type { LogPosition } from './shown-messages.ts';
export type { SlaEvents, SlaEventsPage, SlaFeeds, SlaSummary, SlaSummaryPage } from './sla.ts';
export type { BundleSlaScope, SlaChange, SlaOperations, SlaScope } from './sla-alerts.ts';
export type { SlaEvent, SlaRegistration, SlaStatusEvent } from './sla-event.ts';
export {
  parseSlaEventFilter,
  parseSlaFilter,
  printSlaEventFilter,
  printSlaFilter,
  type SlaEventFilter,
  type SlaEventStatus,
  type SlaFilter,
  type SlaStatus,
} from './sla-filter.ts';
export type { ScriptKind } from './submission.ts';
export type { OozieClientOptions, RequestOptions } from './transport.ts';
export type { Validation } from './validation.ts';
export type { WebServiceVersion } from './web-service-version.ts';
export type { ActionRetry, Workflow, WorkflowAction, WorkflowFacts, WorkflowRow } from './workflow.ts';
export type { PageOfActions, WorkflowControl, WorkflowOperations } from './workflows.ts';
