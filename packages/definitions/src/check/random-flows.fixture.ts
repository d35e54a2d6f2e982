import fc from 'fast-check';
import { action, workflowOf } from './refused-workflows.fixture.ts';

interface Node {
  readonly kind: 'action' | 'fork' | 'join' | 'decision';
  readonly name: string;
  readonly targets: string[];
}

/**
 * Workflows of actions, decisions, and forks with their joins, in each other, some of whose transitions were led to any
 * other node: many of them Oozie refuses, for each reason that it has.
 */
export function randomFlows(): fc.Arbitrary<string> {
  return fc.infiniteStream(fc.nat()).map((stream) => {
    const upTo = (count: number) => (stream.next().value ?? 0) % count;
    const nodes: Node[] = [];
    const first = steps(nodes, upTo, 0, 'end');
    const names = [...nodes.map(({ name }) => name), 'end', 'fail'];
    for (let changes = upTo(4); changes > 0; changes -= 1) {
      const node = nodes[upTo(nodes.length)];
      const name = names[upTo(names.length)];
      if (node !== undefined && name !== undefined) node.targets[upTo(node.targets.length)] = name;
    }
    return workflowOf(`<start to="${first}"/>${nodes.map(xmlOf).join('')}`);
  });
}

type UpTo = (count: number) => number;

/** Lays a few steps one after the other, the last of which leads to `next`; returns the name of the first. */
function steps(nodes: Node[], upTo: UpTo, depth: number, next: string): string {
  let to = next;
  for (let count = upTo(3) + (depth === 0 ? 1 : 0); count > 0; count -= 1) {
    const kind = depth > 2 ? 0 : upTo(8);
    const name = `n${nodes.length}`;
    if (kind < 4) {
      nodes.push({ kind: 'action', name, targets: [to, upTo(4) > 0 ? 'fail' : to] });
    } else if (kind < 6) {
      const join = `j${nodes.length}`;
      nodes.push({ kind: 'join', name: join, targets: [to] });
      const paths = Array.from({ length: 2 + upTo(2) }, () => steps(nodes, upTo, depth + 1, join));
      nodes.push({ kind: 'fork', name: `f${nodes.length}`, targets: paths });
    } else {
      const ways = Array.from({ length: 2 + upTo(2) }, () =>
        steps(nodes, upTo, depth + 1, upTo(6) > 0 ? to : 'fail'),
      );
      nodes.push({ kind: 'decision', name: `d${nodes.length}`, targets: ways });
    }
    to = nodes.at(-1)?.name ?? to;
  }
  return to;
}

function xmlOf({ kind, name, targets }: Node): string {
  const [first = '', second = ''] = targets;
  switch (kind) {
    case 'action':
      return action(name, first, second);
    case 'join':
      return `<join name="${name}" to="${first}"/>`;
    case 'fork':
      return `<fork name="${name}">${targets.map((to) => `<path start="${to}"/>`).join('')}</fork>`;
    case 'decision': {
      const cases = targets.slice(0, -1).map((to) => `<case to="${to}">true</case>`);
      return `<decision name="${name}"><switch>${cases.join('')}<default to="${targets.at(-1)}"/></switch></decision>`;
    }
  }
}
