import { type BinaryOperator, type Expression, ExpressionError, parseTemplate } from './expression-syntax.ts';

export { ExpressionError } from './expression-syntax.ts';

export type Value = string | number | boolean | null;

/** What the names and functions in expressions stand for. */
export interface Vocabulary {
  /** Undefined for a name that stands for nothing. */
  readonly variable: (name: string) => Value | undefined;
  readonly functions: Readonly<Record<string, (...given: Value[]) => Value>>;
}

/**
 * Computes the `${…}` of a text, e.g. `${wf:conf('severity') gt 6}`, as Oozie does.
 * @see org.apache.oozie.util.ELEvaluator
 * @throws {ExpressionError} for a syntax error, an unknown name, and a text where a number is needed
 */
export function evaluate(text: string, vocabulary: Vocabulary): string {
  if (!text.includes('${')) return text;
  return parseTemplate(text)
    .map((piece) => (typeof piece === 'string' ? piece : printed(compute(piece, vocabulary))))
    .join('');
}

function printed(value: Value): string {
  return value === null ? '' : String(value);
}

function compute(expression: Expression, vocabulary: Vocabulary): Value {
  switch (expression.is) {
    case 'literal':
      return expression.value;
    case 'variable': {
      const value = vocabulary.variable(expression.name);
      if (value === undefined) throw new ExpressionError(`variable [${expression.name}] cannot be resolved`);
      return value;
    }
    case 'call': {
      const called = vocabulary.functions[expression.name];
      if (called === undefined) {
        throw new ExpressionError(`No function is mapped to the name "${expression.name}"`);
      }
      return called(...expression.given.map((given) => compute(given, vocabulary)));
    }
    case 'unary': {
      const value = compute(expression.operand, vocabulary);
      if (expression.operator === 'not') return !asBoolean(value);
      if (expression.operator === 'empty') return value === null || value === '';
      return -asNumber(value);
    }
    case 'choice':
      return asBoolean(compute(expression.condition, vocabulary))
        ? compute(expression.yes, vocabulary)
        : compute(expression.no, vocabulary);
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, vocabulary);
  }
}

function binary(
  operator: BinaryOperator,
  leftSide: Expression,
  rightSide: Expression,
  vocabulary: Vocabulary,
): Value {
  const left = compute(leftSide, vocabulary);
  if (operator === 'and' && !asBoolean(left)) return false;
  if (operator === 'or' && asBoolean(left)) return true;
  const right = compute(rightSide, vocabulary);
  switch (operator) {
    case 'and':
    case 'or':
      return asBoolean(right);
    case 'eq':
      return areEqual(left, right);
    case 'ne':
      return !areEqual(left, right);
    case 'lt':
      return order(left, right, (by) => by < 0);
    case 'gt':
      return order(left, right, (by) => by > 0);
    case 'le':
      return areEqual(left, right) || order(left, right, (by) => by <= 0);
    case 'ge':
      return areEqual(left, right) || order(left, right, (by) => by >= 0);
    case '+':
      return asNumber(left) + asNumber(right);
    case '-':
      return asNumber(left) - asNumber(right);
    case '*':
      return asNumber(left) * asNumber(right);
    case 'div':
      return asNumber(left) / asNumber(right);
    case 'mod':
      return asNumber(left) % asNumber(right);
  }
}

function areEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === 'number' || typeof right === 'number') return asNumber(left) === asNumber(right);
  if (typeof left === 'boolean' || typeof right === 'boolean') return asBoolean(left) === asBoolean(right);
  return left === right;
}

function order(left: Value, right: Value, isSo: (by: number) => boolean): boolean {
  if (left === null || right === null) return false;
  if (typeof left === 'number' || typeof right === 'number') return isSo(asNumber(left) - asNumber(right));
  const [one, other] = [String(left), String(right)];
  return isSo(one < other ? -1 : one > other ? 1 : 0);
}

function asNumber(value: Value): number {
  if (value === null || value === '') return 0;
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  if (typeof value === 'number') return value;
  if (Number.isNaN(number)) throw new ExpressionError(`"${value}" is no number`);
  return number;
}

function asBoolean(value: Value): boolean {
  return typeof value === 'boolean' ? value : String(value).toLowerCase() === 'true';
}

const text = (value: Value | undefined): string => printed(value ?? null);

/** The functions that every expression of Oozie knows. */
export const basicFunctions: Vocabulary['functions'] = {
  firstNotNull: (one = null, other = null) => one ?? other,
  concat: (one, other) => text(one) + text(other),
  trim: (value) => text(value).trim(),
  replaceAll: (source, pattern, replacement) =>
    text(source).replaceAll(new RegExp(text(pattern), 'g'), text(replacement)),
  appendAll: (source, appended, delimiter) =>
    text(source)
      .split(text(delimiter))
      .map((piece) => piece + text(appended))
      .join(text(delimiter)),
  urlEncode: (value) => encodeURIComponent(text(value)).replaceAll('%20', '+'),
};

/** Names that stand for a job's properties; one with a dot in it can only be had by a function. */
export function propertyVariables(properties: Readonly<Record<string, string>>): Vocabulary['variable'] {
  return (name) => properties[name];
}
