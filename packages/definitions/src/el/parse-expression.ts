import { isCall, isLiteral, isParenthesizedName, startsLambda } from './lookahead.ts';
import type {
  AccessStep,
  BinaryOperator,
  ElDiagnostic,
  ElNode,
  Identifier,
  OperationStep,
  Span,
} from './syntax.ts';
import { endOfExpression, isKeyword, isSymbol, Stop, TokenCursor } from './token-cursor.ts';
import { isName, quoteOf, type Token, unquote } from './tokens.ts';

/** From the loosest to the tightest, each with the operators that it may be written as. */
const levels: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { or: 'or', '||': 'or' },
  { and: 'and', '&&': 'and' },
  { eq: 'eq', '==': 'eq', ne: 'ne', '!=': 'ne' },
  { lt: 'lt', '<': 'lt', gt: 'gt', '>': 'gt', le: 'le', '<=': 'le', ge: 'ge', '>=': 'ge' },
  { '+=': '+=' },
  { '+': '+', '-': '-' },
  { '*': '*', div: 'div', '/': 'div', mod: 'mod', '%': 'mod' },
];

/**
 * Parses the expression whose first character is at `start`, behind `${`, up to the brace that closes it, and adds
 * what is wrong with it to `diagnostics`.
 */
export function parseExpressionAt(
  source: string,
  start: number,
  diagnostics: ElDiagnostic[],
): { node?: ElNode; end: number } {
  const cursor = new TokenCursor(source, start, diagnostics);
  try {
    return whole(cursor);
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    diagnostics.push(stop.diagnostic);
    return { end: endOfExpression(source, start) };
  }
}

function whole(cursor: TokenCursor): { node: ElNode; end: number } {
  const node = expression(cursor);
  const close = cursor.next();
  if (!isSymbol(close, '}')) throw cursor.unexpected(close, 'an operator or }');
  return { node, end: close.end };
}

function expression(cursor: TokenCursor): ElNode {
  let first = assignment(cursor);
  while (isSymbol(cursor.peek(), ';')) {
    cursor.next();
    const last = assignment(cursor);
    first = { kind: 'sequence', first, last, ...spanOf(first, last) };
  }
  return first;
}

function assignment(cursor: TokenCursor): ElNode {
  if (startsLambda(cursor, 0)) return lambdaAt(cursor);
  const target = choice(cursor);
  if (!isSymbol(cursor.peek(), '=')) return target;
  cursor.next();
  const value = cursor.nested(() => assignment(cursor));
  return { kind: 'assignment', target, value, ...spanOf(target, value) };
}

function choice(cursor: TokenCursor): ElNode {
  let condition = operation(cursor, 0);
  while (isSymbol(cursor.peek(), '?')) {
    cursor.next();
    const whenTrue = cursor.nested(() => choice(cursor));
    const colon = cursor.next();
    if (!isSymbol(colon, ':')) {
      const name = whenTrue.kind === 'function' && whenTrue.prefix !== '';
      throw cursor.unexpected(colon, name ? ': (put the part behind the ? into parentheses)' : ':');
    }
    const whenFalse = cursor.nested(() => choice(cursor));
    condition = { kind: 'choice', condition, whenTrue, whenFalse, ...spanOf(condition, whenFalse) };
  }
  return condition;
}

function operation(cursor: TokenCursor, level: number): ElNode {
  const operators = levels[level];
  if (operators === undefined) return unary(cursor);
  const first = operation(cursor, level + 1);
  const rest: OperationStep[] = [];
  for (;;) {
    const { kind, image } = cursor.peek();
    const operator =
      (kind === 'symbol' || kind === 'keyword') && Object.hasOwn(operators, image)
        ? operators[image]
        : undefined;
    if (operator === undefined) break;
    cursor.next();
    rest.push({ operator, image, operand: operation(cursor, level + 1) });
  }
  const end = rest.at(-1)?.operand ?? first;
  return rest.length === 0 ? first : { kind: 'operation', first, rest, ...spanOf(first, end) };
}

function unary(cursor: TokenCursor): ElNode {
  const token = cursor.peek();
  const { image } = token;
  const operator = isSymbol(token, '-')
    ? '-'
    : isSymbol(token, '!') || isKeyword(token, 'not')
      ? 'not'
      : isKeyword(token, 'empty')
        ? 'empty'
        : undefined;
  if (operator === undefined) return value(cursor);
  cursor.next();
  const operand = cursor.nested(() => unary(cursor));
  return { kind: 'unary', operator, image, operand, ...spanOf(token, operand) };
}

function value(cursor: TokenCursor): ElNode {
  const base = prefix(cursor);
  const steps: AccessStep[] = [];
  for (;;) {
    const token = cursor.peek();
    if (isSymbol(token, '.')) {
      cursor.next();
      const property = name(cursor, 'a property').image;
      steps.push(step(cursor, token, property));
    } else if (isSymbol(token, '[')) {
      cursor.next();
      const property = cursor.nested(() => expression(cursor));
      cursor.expect(']');
      steps.push(step(cursor, token, property));
    } else break;
  }
  const end = steps.at(-1) ?? base;
  return steps.length === 0 ? base : { kind: 'access', base, steps, ...spanOf(base, end) };
}

function step(cursor: TokenCursor, first: Token, property: string | ElNode): AccessStep {
  const args = isSymbol(cursor.peek(), '(') ? argumentsAt(cursor) : undefined;
  return { property, ...(args && { args }), start: first.start, end: cursor.end };
}

function prefix(cursor: TokenCursor): ElNode {
  const token = cursor.peek();
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'string':
      cursor.next();
      return { kind: 'string', value: unquote(token.image), quote: quoteOf(token.image), ...span };
    case 'integer':
    case 'float':
      cursor.next();
      return { kind: token.kind, image: token.image, ...span };
    case 'word':
      return isCall(cursor) ? call(cursor) : identifier(cursor);
    case 'keyword':
      if (token.image === 'null') {
        cursor.next();
        return { kind: 'null', ...span };
      }
      if (token.image === 'true' || token.image === 'false') {
        cursor.next();
        return { kind: 'boolean', value: token.image === 'true', ...span };
      }
      break;
    case 'symbol':
      if (token.image === '(') return startsLambda(cursor, 1) ? invocation(cursor) : group(cursor);
      if (token.image === '[') return list(cursor);
      if (token.image === '{') return setOrMap(cursor);
      break;
    case 'illegal':
    case 'end':
      break;
  }
  throw cursor.unexpected(cursor.next(), 'a value');
}

function call(cursor: TokenCursor): ElNode {
  const first = cursor.next();
  let prefix = '';
  let local = first;
  if (isSymbol(cursor.peek(), ':')) {
    cursor.next();
    prefix = first.image;
    local = cursor.next();
  }
  const nameSpan = { start: first.start, end: local.end };
  const args = argumentsAt(cursor);
  const more: (readonly ElNode[])[] = [];
  while (isSymbol(cursor.peek(), '(')) more.push(argumentsAt(cursor));
  const span = { start: first.start, end: cursor.end };
  return { kind: 'function', prefix, name: local.image, nameSpan, args, more, ...span };
}

function argumentsAt(cursor: TokenCursor): readonly ElNode[] {
  cursor.expect('(');
  if (isSymbol(cursor.peek(), ')')) {
    cursor.next();
    return [];
  }
  return itemsUpTo(cursor, ')');
}

function itemsUpTo(cursor: TokenCursor, close: string): readonly ElNode[] {
  const items = [cursor.nested(() => expression(cursor))];
  while (isSymbol(cursor.peek(), ',')) {
    cursor.next();
    items.push(cursor.nested(() => expression(cursor)));
  }
  cursor.expect(close, `, or ${close}`);
  return items;
}

function identifier(cursor: TokenCursor): Identifier {
  const token = name(cursor, 'a variable');
  return { kind: 'identifier', name: token.image, start: token.start, end: token.end };
}

function name(cursor: TokenCursor, what: string): Token {
  const token = cursor.next();
  if (token.kind !== 'word') throw cursor.unexpected(token, `the name of ${what}`);
  if (!isName(token.image)) {
    cursor.report({
      code: 'el-reserved-word',
      severity: 'error',
      message: `Oozie can't read ${what} called ${token.image}, a word of Java's. Rename it, or read it as ['${token.image}'] or conf('${token.image}').`,
      start: token.start,
      end: token.end,
    });
  }
  return token;
}

function group(cursor: TokenCursor): ElNode {
  const open = cursor.next();
  const inner = cursor.nested(() => expression(cursor));
  const close = cursor.expect(')');
  return { kind: 'group', inner, ...spanOf(open, close) };
}

function list(cursor: TokenCursor): ElNode {
  const open = cursor.next();
  const empty = isSymbol(cursor.peek(), ']');
  if (empty) cursor.next();
  const items = empty ? [] : itemsUpTo(cursor, ']');
  return { kind: 'list', items, start: open.start, end: cursor.end };
}

function setOrMap(cursor: TokenCursor): ElNode {
  const open = cursor.next();
  if (isSymbol(cursor.peek(), '}')) {
    const close = cursor.next();
    return { kind: 'set', items: [], ...spanOf(open, close) };
  }
  // The server looks three tokens ahead to tell them apart, so that a map must start with a literal and a colon.
  if (isLiteral(cursor.peek()) && isSymbol(cursor.peek(1), ':')) return map(cursor, open);
  const items = itemsUpTo(cursor, '}');
  return { kind: 'set', items, start: open.start, end: cursor.end };
}

function map(cursor: TokenCursor, open: Token): ElNode {
  const entries: { key: ElNode; value: ElNode }[] = [];
  do {
    if (entries.length > 0) cursor.next();
    const key = cursor.nested(() => expression(cursor));
    cursor.expect(':');
    entries.push({ key, value: cursor.nested(() => expression(cursor)) });
  } while (isSymbol(cursor.peek(), ','));
  const close = cursor.expect('}', ', or }');
  return { kind: 'map', entries, ...spanOf(open, close) };
}

function lambdaAt(cursor: TokenCursor): ElNode {
  const { start } = cursor.peek();
  const parenthesized = isSymbol(cursor.peek(), '(');
  const parameters: string[] = [];
  if (!parenthesized) parameters.push(name(cursor, 'a variable').image);
  else {
    cursor.next();
    while (!isSymbol(cursor.peek(), ')')) {
      if (parameters.length > 0) cursor.expect(',');
      parameters.push(name(cursor, 'a variable').image);
    }
    cursor.next();
  }
  cursor.expect('->');
  // Here the server looks ahead by a token less than elsewhere, and takes (name) for parameters.
  const nextIsLambda = startsLambda(cursor, 0) || isParenthesizedName(cursor);
  const body = cursor.nested(() => (nextIsLambda ? lambdaAt(cursor) : choice(cursor)));
  return { kind: 'lambda', parameters, parenthesized, body, start, end: cursor.end };
}

function invocation(cursor: TokenCursor): ElNode {
  const open = cursor.next();
  const lambda = lambdaAt(cursor);
  if (lambda.kind !== 'lambda') return lambda;
  cursor.expect(')');
  const calls: (readonly ElNode[])[] = [];
  while (isSymbol(cursor.peek(), '(')) calls.push(argumentsAt(cursor));
  return { ...lambda, calls, start: open.start, end: cursor.end };
}

function spanOf(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
