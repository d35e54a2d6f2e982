import type { ForkNode, JoinNode, Transition, WorkflowNode } from '../../workflow/workflow.ts';
import type { WalkedWorkflow } from './walked-workflow.ts';

/** What keeps a fork from pairing with a join. */
export type ForkJoinProblem =
  | { readonly kind: 'same path twice'; readonly fork: ForkNode; readonly path: Transition }
  | { readonly kind: 'no join'; readonly fork: ForkNode }
  | { readonly kind: 'several joins'; readonly fork: ForkNode; readonly joins: readonly JoinNode[] }
  | { readonly kind: 'join without fork'; readonly join: JoinNode }
  | {
      readonly kind: 'join of two forks';
      readonly join: JoinNode;
      readonly forks: readonly [ForkNode, ForkNode];
    }
  | { readonly kind: 'end within fork'; readonly fork: ForkNode; readonly via: Transition | undefined }
  | { readonly kind: 'reached twice'; readonly node: WorkflowNode };

/** One look at a node: where from, and what for. */
interface Visit {
  readonly node: WorkflowNode;
  readonly via: Transition | undefined;
  /** The innermost fork that isn't joined yet. */
  readonly fork: ForkNode | undefined;
  /** The outermost decision on the way. */
  readonly decision: WorkflowNode | undefined;
  /** Whether the way went by no error. */
  readonly ok: boolean;
  step: number;
  /** Whether the way on comes to the fork's join, or to the end. */
  getsOut: boolean;
}

/**
 * Walks as Oozie does, and finds what Oozie finds first. Oozie goes through a node once for each way to it, which may
 * be exponentially many; here, a few times, for more visits find no more:
 * - A visit on a way without errors finds all that one by way of an error would.
 * - Two visits without errors, in the same fork and under the same decision, find the same; under different ones, or
 *   none, the second is refused.
 * - From where no way gets out of a fork but into kill nodes, it makes no difference which fork it is; and from where
 *   one does, the visit in a second fork is refused.
 * Needs a graph without circles and lost transitions.
 * @see org.apache.oozie.workflow.lite.LiteWorkflowValidator#validateForkJoin
 */
export function findForkJoinProblem({ byName, start }: WalkedWorkflow): ForkJoinProblem | undefined {
  if (start === undefined) return undefined;
  const target = ({ to }: Transition) => byName.get(to?.text ?? '');
  const walk: Walk = {
    forkOf: new Map(),
    joinsOf: new Map(),
    decisionOf: new Map(),
    seen: new Map(),
    closed: new Set(),
  };
  const visits = [visitTo(start, undefined, { fork: undefined, decision: undefined, ok: true })];
  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    const { node, fork, ok } = visit;
    const { transitions } = node;
    if (visit.step === 0) {
      const arrival = arrive(visit, walk);
      if (typeof arrival === 'object') return arrival;
      const twice = arrival === 'new' && node.kind === 'fork' ? pathTwice(node, target) : undefined;
      if (twice !== undefined) return twice;
      if (arrival !== 'new') visit.step = transitions.length + 1;
    }
    const transition = transitions[visit.step];
    const behindPaths = node.kind === 'fork' && visit.step === transitions.length;
    visit.step += 1;
    if (transition !== undefined) {
      const next = target(transition);
      if (next === undefined) continue;
      const within = {
        fork: node.kind === 'fork' ? node : fork,
        decision: visit.decision ?? (node.kind === 'decision' ? node : undefined),
        ok: ok && transition.role !== 'error',
      };
      visits.push(visitTo(next, transition, within));
    } else if (behindPaths) {
      const [join, ...others] = walk.joinsOf.get(node) ?? [];
      if (join === undefined) return { kind: 'no join', fork: node };
      if (others.length > 0) return { kind: 'several joins', fork: node, joins: [join, ...others] };
      const [onward] = join.transitions;
      const next = onward && target(onward);
      if (next !== undefined) visits.push(visitTo(next, onward, visit));
    } else {
      visits.pop();
      if (!visit.getsOut) walk.closed.add(node);
      const before = visits.at(-1);
      // What a path of a fork comes to concerns that fork, not the one around it.
      if (before !== undefined && before.fork === fork) before.getsOut ||= visit.getsOut;
    }
  }
  return undefined;
}

/** What is known from the visits so far. */
interface Walk {
  readonly forkOf: Map<JoinNode, ForkNode>;
  readonly joinsOf: Map<ForkNode, JoinNode[]>;
  /** The outermost decision on the first way without errors to a node. */
  readonly decisionOf: Map<WorkflowNode, WorkflowNode | undefined>;
  readonly seen: Map<WorkflowNode, Map<ForkNode | undefined, 'without error' | 'by way of an error'>>;
  /** Nodes from which no way gets out of a fork. */
  readonly closed: Set<WorkflowNode>;
}

type Within = Pick<Visit, 'fork' | 'decision' | 'ok'>;

function visitTo(node: WorkflowNode, via: Transition | undefined, { fork, decision, ok }: Within): Visit {
  return { node, via, fork, decision, ok, step: 0, getsOut: false };
}

/** What is wrong at a node itself; else whether there may be more to be found behind it. */
function arrive(visit: Visit, walk: Walk): ForkJoinProblem | 'new' | 'seen' {
  const { node, via, fork, decision, ok } = visit;
  if (node.kind === 'kill') return 'seen';
  if (node.kind === 'end') {
    visit.getsOut = true;
    return fork === undefined ? 'seen' : { kind: 'end within fork', fork, via };
  }
  if (node.kind === 'join') {
    visit.getsOut = true;
    return arriveAtJoin(node, fork, walk);
  }
  const visitedWithoutError = walk.decisionOf.has(node);
  if (ok) {
    const before = walk.decisionOf.get(node);
    if (visitedWithoutError && (before === undefined || before !== decision))
      return { kind: 'reached twice', node };
    walk.decisionOf.set(node, decision);
  }
  if (walk.closed.has(node) && (visitedWithoutError || !ok)) return 'seen';
  let forks = walk.seen.get(node);
  if (forks === undefined) {
    forks = new Map();
    walk.seen.set(node, forks);
  }
  const before = forks.get(fork);
  if (before === 'without error' || (before !== undefined && !ok)) {
    visit.getsOut = true;
    return 'seen';
  }
  forks.set(fork, ok ? 'without error' : 'by way of an error');
  return 'new';
}

function arriveAtJoin(
  join: JoinNode,
  fork: ForkNode | undefined,
  { forkOf, joinsOf }: Walk,
): ForkJoinProblem | 'seen' {
  if (fork === undefined) return { kind: 'join without fork', join };
  const before = forkOf.get(join);
  if (before !== undefined) {
    return before === fork ? 'seen' : { kind: 'join of two forks', join, forks: [before, fork] };
  }
  forkOf.set(join, fork);
  const joins = joinsOf.get(fork);
  if (joins === undefined) joinsOf.set(fork, [join]);
  else joins.push(join);
  return 'seen';
}

type Target = (transition: Transition) => WorkflowNode | undefined;

function pathTwice(fork: ForkNode, target: Target): ForkJoinProblem | undefined {
  const seen = new Set<WorkflowNode>();
  for (const path of fork.transitions) {
    const node = target(path);
    if (node === undefined || node.kind === 'join' || node.kind === 'kill') continue;
    if (seen.has(node)) return { kind: 'same path twice', fork, path };
    seen.add(node);
  }
  return undefined;
}
