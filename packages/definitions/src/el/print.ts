import type { AccessStep, Choice, ElNode, ElPart, Lambda, OperationStep } from './syntax.ts';

/** How tightly an expression holds together; one inside a tighter one needs parentheses. */
const binding = {
  sequence: 0,
  assignment: 1,
  lambda: 1,
  choice: 2,
  operation: 3,
  unary: 10,
  value: 11,
} as const;

const operators: Readonly<Record<OperationStep['operator'], number>> = {
  or: 3,
  and: 4,
  eq: 5,
  ne: 5,
  lt: 6,
  gt: 6,
  le: 6,
  ge: 6,
  '+=': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  div: 9,
  mod: 9,
};

/**
 * Prints parts as a text, so that parsing it gives the same parts. A parsed text needs none of this: it has its
 * `source`.
 */
export function printElText(parts: readonly ElPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'literal') return part.value.replace(/[$#](?=\{)/g, '\\$&');
      return part.node === undefined ? '' : `${part.sign}{${printExpression(part.node)}}`;
    })
    .join('');
}

/** Prints an expression, with parentheses where its shape needs them. */
export function printExpression(node: ElNode): string {
  switch (node.kind) {
    case 'string':
      return node.quote + node.value.replace(node.quote === '"' ? /["\\]/g : /['\\]/g, '\\$&') + node.quote;
    case 'integer':
    case 'float':
      return node.image;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'identifier':
      return node.name;
    case 'function':
      return [
        node.prefix === '' ? node.name : `${node.prefix}:${node.name}`,
        ...[node.args, ...node.more].map(printArguments),
      ].join('');
    case 'access': {
      // A number would take the dot behind it for its own, and a chain would go on.
      const alone = node.base.kind === 'integer' || node.base.kind === 'access';
      const base = printInside(node.base, alone ? Number.POSITIVE_INFINITY : binding.value);
      return base + node.steps.map(printStep).join('');
    }
    case 'unary': {
      const blank = /\w$/.test(node.image) ? ' ' : '';
      return node.image + blank + printInside(node.operand, binding.unary);
    }
    case 'operation': {
      const level = levelOf(node);
      const steps = node.rest.map(({ image, operand }) => ` ${image} ${printInside(operand, level + 1)}`);
      return printInside(node.first, level + 1) + steps.join('');
    }
    case 'choice':
      return printChoice(node);
    case 'group':
      return `(${printExpression(node.inner)})`;
    case 'lambda':
      return printLambda(node);
    case 'list':
      return `[${node.items.map(printExpression).join(', ')}]`;
    case 'set':
      return `{${node.items.map(printExpression).join(', ')}}`;
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${printExpression(key)}: ${printExpression(value)}`).join(', ')}}`;
    case 'assignment':
      return `${printInside(node.target, binding.choice)} = ${printInside(node.value, binding.assignment)}`;
    case 'sequence':
      return `${printInside(node.first, binding.sequence)}; ${printInside(node.last, binding.assignment)}`;
  }
}

function printArguments(args: readonly ElNode[]): string {
  return `(${args.map(printExpression).join(', ')})`;
}

function printStep({ property, args }: AccessStep): string {
  const name = typeof property === 'string' ? `.${property}` : `[${printExpression(property)}]`;
  return args === undefined ? name : name + printArguments(args);
}

function printChoice({ condition, whenTrue, whenFalse }: Choice): string {
  const otherwise = printInside(whenFalse, binding.choice);
  const then = printInside(whenTrue, binding.choice);
  // The server would read a name, a colon and another name with a parenthesis as a function with a prefix.
  const readAsPrefix = /^[^\s('"[{.]+\(/.test(otherwise) && /[^\s)'"\]}]$/.test(then);
  return `${printInside(condition, binding.operation)} ? ${readAsPrefix ? `(${then})` : then} : ${otherwise}`;
}

function printLambda({ parameters, parenthesized, body, calls }: Lambda): string {
  const names = parenthesized ? `(${parameters.join(', ')})` : parameters.join('');
  const lambda = `${names} -> ${printInside(body, binding.lambda)}`;
  return calls === undefined ? lambda : `(${lambda})${calls.map(printArguments).join('')}`;
}

function printInside(node: ElNode, level: number): string {
  const printed = printExpression(node);
  return levelOf(node) < level ? `(${printed})` : printed;
}

function levelOf(node: ElNode): number {
  switch (node.kind) {
    case 'operation':
      return operators[node.rest[0]?.operator ?? 'or'];
    case 'lambda':
      return node.calls === undefined ? binding.lambda : binding.value;
    case 'sequence':
    case 'assignment':
    case 'choice':
    case 'unary':
      return binding[node.kind];
    default:
      return binding.value;
  }
}
