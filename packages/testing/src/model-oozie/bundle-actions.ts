import type { Draft } from './draft.ts';
import type { BundleAction, BundleJob, CoordinatorJob } from './oozie-state.ts';

const terminal: ReadonlySet<string> = new Set(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']);

export const isTerminal = (status: CoordinatorJob['status']): boolean => terminal.has(status);

/**
 * Tells a coordinator's bundle that its status has changed. The bundle takes note of it when it knew the status before,
 * and otherwise only of what it waited for.
 * @see org.apache.oozie.command.bundle.BundleStatusUpdateXCommand
 */
export function tellBundle(
  draft: Draft,
  coordinator: CoordinatorJob,
  before: CoordinatorJob['status'],
  { keepPending = false }: { keepPending?: boolean } = {},
): void {
  const bundle = coordinator.bundleId === null ? undefined : draft.bundles.get(coordinator.bundleId);
  const action = bundle?.actions.find(({ coordinatorName }) => coordinatorName === coordinator.appName);
  if (bundle === undefined || action === undefined) return;
  const settled = keepPending ? action.pending : Math.max(0, action.pending - 1);
  const bothOver = isTerminal(action.status) && isTerminal(coordinator.status);
  if (action.status !== before && action.coordinatorId !== null && !bothOver) {
    const pending = coordinator.status === action.status ? settled : action.pending;
    changeBundleAction(draft, bundle, action, { pending });
    return;
  }
  const takesNote = action.coordinatorId !== null || !isTerminal(action.status);
  changeBundleAction(draft, bundle, action, {
    ...(takesNote ? { status: coordinator.status } : {}),
    pending: settled,
    coordinatorId: coordinator.id,
  });
}

/** Changes what a bundle knows of one coordinator. */
export function changeBundleAction(
  draft: Draft,
  bundle: BundleJob,
  action: BundleAction,
  change: Partial<BundleAction>,
): void {
  const actions = bundle.actions.map((each) =>
    each.coordinatorName === action.coordinatorName
      ? { ...each, ...change, lastModifiedTime: draft.now }
      : each,
  );
  draft.bundles.put(bundle.id, { ...bundle, actions });
}
