export { canonicalJob } from './canonical-job.ts';
export {
  externalIdProperty,
  type KeyedJob,
  workflowsUnderKey,
  wrappersUnderKey,
} from './jobs-under-key.ts';
export { type SubmitOnceOptions, type SubmittedOnce, submitOnce } from './submit-once.ts';
export {
  bundleKey,
  coordinatorIdIn,
  coordinatorNameProperty,
  wrappedCoordinator,
  wrappingBundle,
} from './wrapping-bundle.ts';
