import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { XmlTree } from '../../tree/xml-tree.ts';
import type { WorkflowNode } from '../../workflow/workflow.ts';
import { type Refusal, refusalAt } from '../refusal.ts';
import type { Checking, Rule } from '../rule.ts';
import { type ForkJoinProblem, findForkJoinProblem } from './fork-join-walk.ts';
import { titleOf, walkThrough } from './walked-workflow.ts';

/**
 * Forks that don't pair with joins. Like Oozie, it says the first thing that it finds, and nothing of a workflow with
 * circles or lost transitions; and nothing where the job or the server has switched it off.
 */
export const forksAndJoins: Rule<WorkflowDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const graph = walkThrough(model);
  if (!isAsked(checking) || graph.incomplete || graph.lost.length > 0 || graph.circles.length > 0) return [];
  const named = model.nodes.filter(({ name }) => name !== undefined);
  if (named.length !== graph.byName.size) return [];
  const found = findForkJoinProblem(graph);
  const problem = found && explain(tree, found);
  const counted = miscounted(tree, [...graph.reached], problem);
  return counted ?? (problem === undefined ? [] : [problem]);
};

/** @see org.apache.hadoop.conf.Configuration#getBoolean */
function isAsked({ properties, server }: Checking): boolean {
  return server.forkJoin && properties?.['oozie.wf.validate.ForkJoin']?.trim().toLowerCase() !== 'false';
}

/** Oozie counts first. Where the pairs break tells people more than the numbers. */
function miscounted(
  tree: XmlTree,
  reached: readonly WorkflowNode[],
  problem: Diagnostic | undefined,
): Diagnostic[] | undefined {
  const forks = reached.filter(({ kind }) => kind === 'fork');
  const joins = reached.filter(({ kind }) => kind === 'join');
  if (forks.length === joins.length) return undefined;
  const numbers = `The workflow has ${count(forks.length, 'fork')} and ${count(joins.length, 'join')}.`;
  const refusal = { code: 'unpaired-fork-join', oozieCode: 'E0730' };
  if (problem !== undefined) {
    return [{ ...problem, ...refusal, message: `${problem.message} ${numbers}` }];
  }
  const [first] = (forks.length > joins.length ? forks : joins).toSorted(
    (one, other) => one.element.start - other.element.start,
  );
  if (first === undefined) return undefined;
  const message = `${numbers} Each fork needs a join of its own.`;
  return [refusalAt(tree, first.name ?? first.element, { ...refusal, message })];
}

function explain(tree: XmlTree, problem: ForkJoinProblem): Diagnostic {
  const at = (node: WorkflowNode, refusal: Refusal) => refusalAt(tree, node.name ?? node.element, refusal);
  switch (problem.kind) {
    case 'same path twice': {
      const { fork, path } = problem;
      const to = path.to?.text ?? '';
      return refusalAt(tree, path.to ?? path.element, {
        code: 'fork-path-twice',
        oozieCode: 'E0744',
        message: `The ${titleOf(fork)} has two paths to ${to}. Remove one, or lead it to another node.`,
      });
    }
    case 'no join':
      return at(problem.fork, {
        code: 'fork-without-join',
        oozieCode: 'E0733',
        message: `No path of the ${titleOf(problem.fork)} comes to a join. Let all its paths end in one join.`,
      });
    case 'several joins': {
      const names = problem.joins.map(({ name }) => name?.text ?? '').join(', ');
      return at(problem.fork, {
        code: 'fork-with-several-joins',
        oozieCode: 'E0757',
        message: `The paths of the ${titleOf(problem.fork)} come to several joins: ${names}. Let all of them end in one.`,
      });
    }
    case 'join without fork':
      return at(problem.join, {
        code: 'join-without-fork',
        oozieCode: 'E0742',
        message: `The ${titleOf(problem.join)} can be reached outside of any fork. Lead there from the paths of a fork only.`,
      });
    case 'join of two forks': {
      const [first, second] = problem.forks;
      return at(problem.join, {
        code: 'join-of-two-forks',
        oozieCode: 'E0758',
        message: `The ${titleOf(problem.join)} joins the paths of two forks: ${first.name?.text} and ${second.name?.text}. Give each fork a join of its own.`,
      });
    }
    case 'end within fork': {
      const { fork, via } = problem;
      const message = `A path of the ${titleOf(fork)} leads to the end of the workflow. Lead it to the fork’s join, or to a kill node.`;
      const refusal = { code: 'end-within-fork', oozieCode: 'E0737', message };
      return via?.to === undefined ? at(fork, refusal) : refusalAt(tree, via.to, refusal);
    }
    case 'reached twice':
      return at(problem.node, {
        code: 'node-on-two-paths',
        oozieCode: 'E0743',
        message: `The ${titleOf(problem.node)} would run twice: two paths of a fork lead there. Lead them to the join, and put the node behind it.`,
      });
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
