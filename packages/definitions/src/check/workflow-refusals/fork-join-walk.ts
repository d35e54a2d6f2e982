import type { ForkNode, JoinNode, Transition, WorkflowNode } from '../../workflow/workflow.ts';
import type { WorkflowGraph } from './workflow-graph.ts';

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
}

/**
 * Walks as Oozie does, and finds what Oozie finds first. Oozie goes through a node once for each way to it, which may
 * be exponentially many; here, once for each fork that it is in, for more visits find no more:
 * - A visit on a way without errors finds all that one by way of an error would.
 * - Two visits without errors, in the same fork and under the same decision, find the same; under different ones, or
 *   none, the second is refused.
 * - Visits by way of an error to nodes that lead to kill nodes only find nothing.
 * Needs a graph without circles and lost transitions.
 * @see org.apache.oozie.workflow.lite.LiteWorkflowValidator#validateForkJoin
 */
export function findForkJoinProblem({ byName, start, reached }: WorkflowGraph): ForkJoinProblem | undefined {
  if (start === undefined) return undefined;
  const target = ({ to }: Transition) => byName.get(to?.text ?? '');
  const harmless = leadingToKillsOnly(reached, target);
  const forkOf = new Map<JoinNode, ForkNode>();
  const joinsOf = new Map<ForkNode, JoinNode[]>();
  const decisionOf = new Map<WorkflowNode, WorkflowNode | undefined>();
  const seen = new Map<WorkflowNode, Map<ForkNode | undefined, 'without error' | 'by way of an error'>>();
  const visits: Visit[] = [
    { node: start, via: undefined, fork: undefined, decision: undefined, ok: true, step: 0 },
  ];

  /** What is to be found at a node itself; `'seen'` when nothing new is behind it. */
  const arrive = ({ node, via, fork, decision, ok }: Visit): ForkJoinProblem | 'seen' | undefined => {
    if (node.kind === 'kill') return 'seen';
    if (node.kind === 'end') return fork === undefined ? 'seen' : { kind: 'end within fork', fork, via };
    if (node.kind === 'join') {
      if (fork === undefined) return { kind: 'join without fork', join: node };
      const before = forkOf.get(node);
      if (before !== undefined) {
        return before === fork ? 'seen' : { kind: 'join of two forks', join: node, forks: [before, fork] };
      }
      forkOf.set(node, fork);
      const joins = joinsOf.get(fork);
      if (joins === undefined) joinsOf.set(fork, [node]);
      else joins.push(node);
      return 'seen';
    }
    if (ok) {
      if (decisionOf.has(node)) {
        const before = decisionOf.get(node);
        if (before === undefined || before !== decision) return { kind: 'reached twice', node };
      } else {
        decisionOf.set(node, decision);
      }
    } else if (harmless.has(node)) {
      return 'seen';
    }
    let forks = seen.get(node);
    if (forks === undefined) {
      forks = new Map();
      seen.set(node, forks);
    }
    const before = forks.get(fork);
    if (before === 'without error' || (before !== undefined && !ok)) return 'seen';
    forks.set(fork, ok ? 'without error' : 'by way of an error');
    return node.kind === 'fork' ? pathTwice(node, target) : undefined;
  };

  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    if (visit.step === 0) {
      const problem = arrive(visit);
      if (problem === 'seen') {
        visits.pop();
        continue;
      }
      if (problem !== undefined) return problem;
    }
    const { node, fork, ok } = visit;
    const decision = visit.decision ?? (node.kind === 'decision' ? node : undefined);
    const transition = node.transitions[visit.step];
    visit.step += 1;
    const next = transition && target(transition);
    if (transition !== undefined && next !== undefined) {
      const within = node.kind === 'fork' ? node : fork;
      const still = ok && transition.role !== 'error';
      visits.push({ node: next, via: transition, fork: within, decision, ok: still, step: 0 });
      continue;
    }
    visits.pop();
    if (node.kind !== 'fork') continue;
    const [join, ...others] = joinsOf.get(node) ?? [];
    if (join === undefined) return { kind: 'no join', fork: node };
    if (others.length > 0) return { kind: 'several joins', fork: node, joins: [join, ...others] };
    const [onward] = join.transitions;
    const behind = onward && target(onward);
    if (behind !== undefined) {
      visits.push({ node: behind, via: onward, fork, decision: visit.decision, ok, step: 0 });
    }
  }
  return undefined;
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

function leadingToKillsOnly(reached: ReadonlySet<WorkflowNode>, target: Target): Set<WorkflowNode> {
  const harmless = new Set<WorkflowNode>();
  // Each comes behind those that it leads to.
  for (const node of reached) {
    const passes = node.kind === 'action' || node.kind === 'decision';
    const leads = (transition: Transition) => {
      const next = target(transition);
      return next !== undefined && harmless.has(next);
    };
    if (node.kind === 'kill' || (passes && node.transitions.every(leads))) harmless.add(node);
  }
  return harmless;
}
