import { propertyOf } from './access.ts';
import { ElArguments } from './arguments.ts';
import { checkExpression } from './check.ts';
import { toBoolean, toDouble, toLong, toText } from './coerce.ts';
import { echo, stub } from './echo.ts';
import { applyOperator, applyUnary } from './operators.ts';
import { parseElText } from './parse.ts';
import { type Phase, vocabularies } from './phases.ts';
import type { ElScope } from './scope.ts';
import type { Access, ElNode, ElText, FunctionCall, Operation } from './syntax.ts';
import { ElFault, type ElOutcome, ElUnknown, type ElValue } from './value.ts';

/**
 * Evaluates a text as Oozie does in a phase, as far as that can be known. Never throws.
 * @see org.apache.oozie.util.ELEvaluator#evaluate
 */
export function evaluateText(text: string | ElText, scope: ElScope): ElOutcome {
  const parsed = typeof text === 'string' ? parseElText(text) : text;
  const refusal = refusalOf(parsed, scope.phase);
  if (refusal !== undefined) return { kind: 'error', ...refusal };
  const state: State = { scope, echoed: false, resolved: false };
  let at = { start: 0, end: parsed.source.length };
  try {
    let value: ElValue = '';
    for (const [index, part] of parsed.parts.entries()) {
      at = part;
      const piece =
        part.kind === 'literal' ? part.value : part.node === undefined ? null : evaluate(part.node, state);
      value = index === 0 ? piece : toText(value) + toText(piece);
    }
    const result = toText(value);
    // Functions that only write themselves down need a later phase to see that there is something to evaluate.
    return state.echoed
      ? { kind: 'value', text: `\${${result}}`, value: `\${${result}}` }
      : { kind: 'value', text: result, value };
  } catch (stop) {
    if (stop instanceof ElUnknown) return { kind: 'unknown', reason: stop.reason, because: stop.message };
    if (stop instanceof ElFault)
      return { kind: 'error', message: stop.message, start: at.start, end: at.end };
    throw stop;
  }
}

interface Refusal {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What Oozie refuses before it evaluates anything, for texts that are evaluated again and again. */
const refusals = new WeakMap<ElText, Map<Phase, Refusal | undefined>>();

function refusalOf(parsed: ElText, phase: Phase): Refusal | undefined {
  const known = refusals.get(parsed) ?? new Map<Phase, Refusal | undefined>();
  if (!known.has(phase)) {
    refusals.set(parsed, known.set(phase, findRefusal(parsed, phase)));
  }
  return known.get(phase);
}

function findRefusal(parsed: ElText, phase: Phase): Refusal | undefined {
  const refused = checkExpression(parsed, phase).find(({ code, severity, start, end }) => {
    if (severity !== 'error' || code.startsWith('el-argument') || code === 'el-not-assignable') return false;
    // A name without prefix may be a variable, of which Oozie finds out only when it comes to it.
    return code !== 'el-unknown-function' || parsed.source.slice(start, end).includes(':');
  });
  return refused && { message: refused.message, start: refused.start, end: refused.end };
}

interface State {
  readonly scope: ElScope;
  echoed: boolean;
  /** Whether anything was looked up yet, without which Java takes a null for a mistake. */
  resolved: boolean;
}

function evaluate(node: ElNode, state: State): ElValue {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'integer':
      return toLong(node.image);
    case 'float':
      return toDouble(node.image);
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'group':
      return evaluate(node.inner, state);
    case 'identifier':
      return variable(node.name, state);
    case 'function':
      return call(node, state);
    case 'access':
      return access(node, state);
    case 'unary':
      return applyUnary(node.operator, evaluate(node.operand, state));
    case 'operation':
      return operation(node, state);
    case 'choice':
      return evaluate(toBoolean(evaluate(node.condition, state)) ? node.whenTrue : node.whenFalse, state);
    case 'list':
      return node.items.map((item) => evaluate(item, state));
    case 'set':
      return new Set(node.items.map((item) => evaluate(item, state)));
    case 'map':
      return new Map(node.entries.map(({ key, value }) => [evaluate(key, state), evaluate(value, state)]));
    case 'sequence':
      evaluate(node.first, state);
      return evaluate(node.last, state);
    case 'assignment':
      throw new ElFault('Oozie lets no expression assign a variable.');
    case 'lambda':
      throw new ElUnknown('only-in-java', 'A lambda is evaluated by the server only.');
  }
}

function variable(name: string, state: State): ElValue {
  const { scope } = state;
  const constant = vocabularies[scope.phase].constants.get(name);
  const value = (constant === undefined ? scope.variable(name) : ifKnown(scope, name)) ?? constant;
  if (value === undefined) throw new ElFault(`${name} has no value.`);
  state.resolved = true;
  return value;
}

/** A property that has the name of a constant counts where it is given; where it may be, nobody gives one. */
function ifKnown(scope: ElScope, name: string): ElValue | undefined {
  try {
    return scope.variable(name);
  } catch (error) {
    if (error instanceof ElUnknown) return undefined;
    throw error;
  }
}

function operation({ first, rest }: Operation, state: State): ElValue {
  let left = evaluate(first, state);
  for (const { operator, operand } of rest) {
    if (operator === 'and' || operator === 'or') {
      const decided = toBoolean(left);
      left = decided === (operator === 'or') ? decided : toBoolean(evaluate(operand, state));
    } else if ((operator === 'lt' || operator === 'gt') && left === null) {
      left = false;
    } else {
      left = applyOperator(operator, left, evaluate(operand, state));
    }
  }
  return left;
}

function call({ prefix, name: local, args, more }: FunctionCall, state: State): ElValue {
  const name = prefix === '' ? local : `${prefix}:${local}`;
  const known = vocabularies[state.scope.phase].functions.get(name);
  if (known === undefined || more.length > 0) {
    throw new ElFault(`${name} is no function here.`);
  }
  const values = new ElArguments(
    known.parameters,
    args.map((argument) => evaluate(argument, state)),
  );
  if (known.manner === 'echo') {
    const echoed = echo(name, values, state.scope);
    state.echoed = true;
    return echoed;
  }
  if (known.manner === 'stub') return stub(name);
  const implementation = state.scope.functions.get(name);
  if (implementation === undefined) {
    throw new ElUnknown('only-at-run-time', `${name}() is known only when Oozie runs the job.`);
  }
  return implementation(values);
}

/** @see org.apache.el.parser.AstValue#getValue */
function access({ base, steps }: Access, state: State): ElValue {
  let value = evaluate(base, state);
  for (const { property, args } of steps) {
    if (value === null) break;
    const key = typeof property === 'string' ? property : evaluate(property, state);
    if (args !== undefined) {
      for (const argument of args) evaluate(argument, state);
      // Oozie's resolver of variables hands no method on, so that none is ever called.
      value = null;
    } else {
      if (key === null) return null;
      value = propertyOf(value, key);
      state.resolved = true;
    }
  }
  if (!state.resolved) throw new ElFault('There is nothing to read a property or call a method of.');
  return value;
}
