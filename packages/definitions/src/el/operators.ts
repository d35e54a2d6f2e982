import { isList, isMap, isSet, toBoolean, toDouble, toLong, toText } from './coerce.ts';
import type { BinaryOperator, UnaryOperator } from './syntax.ts';
import { ElFault, type ElValue } from './value.ts';

/** An operator with both its values; `and` and `or` stop before, so that theirs come here last. */
export function applyOperator(operator: BinaryOperator, left: ElValue, right: ElValue): ElValue {
  switch (operator) {
    case 'or':
    case 'and':
      return toBoolean(right);
    case 'eq':
      return equal(left, right);
    case 'ne':
      return !equal(left, right);
    case 'lt':
      return left !== null && right !== null && compare(left, right) < 0;
    case 'gt':
      return left !== null && right !== null && compare(left, right) > 0;
    case 'le':
      return ordered(left, right, (order) => order <= 0);
    case 'ge':
      return ordered(left, right, (order) => order >= 0);
    case '+=':
      return toText(left) + toText(right);
    case '+':
    case '-':
    case '*':
    case 'div':
    case 'mod':
      return calculate(operator, left, right);
  }
}

/** @see org.apache.el.parser.AstNegative */
export function applyUnary(operator: UnaryOperator, value: ElValue): ElValue {
  switch (operator) {
    case 'not':
      return !toBoolean(value);
    case 'empty':
      return isEmpty(value);
    case '-':
      if (value === null) return 0n;
      if (typeof value === 'number' || isFloatText(value)) return -toDouble(value);
      // Unlike everywhere else, an empty text is no zero here.
      if (value === '') throw new ElFault('An empty text has no negative.');
      return BigInt.asIntN(64, -toLong(value));
  }
}

function isEmpty(value: ElValue): boolean {
  if (value === null) return true;
  if (typeof value === 'string' || isList(value)) return value.length === 0;
  return (isMap(value) || isSet(value)) && value.size === 0;
}

/** @see org.apache.el.lang.ELSupport#equals */
function equal(left: ElValue, right: ElValue): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === 'number' || typeof right === 'number') {
    // As Java's Double.equals has it, NaN equals itself, and the two zeros differ.
    return Object.is(toDouble(left), toDouble(right));
  }
  if (typeof left === 'bigint' || typeof right === 'bigint') return toLong(left) === toLong(right);
  if (typeof left === 'boolean' || typeof right === 'boolean') return toBoolean(left) === toBoolean(right);
  if (typeof left === 'string' || typeof right === 'string') return toText(left) === toText(right);
  return sameContents(left, right);
}

function sameContents(left: ElValue, right: ElValue): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => Object.is(item, right[index]));
  }
  if (isSet(left) && isSet(right)) {
    return left.size === right.size && [...left].every((item) => right.has(item));
  }
  return (
    isMap(left) &&
    isMap(right) &&
    left.size === right.size &&
    [...left].every(([key, item]) => right.has(key) && Object.is(item, right.get(key)))
  );
}

function ordered(left: ElValue, right: ElValue, holds: (order: number) => boolean): boolean {
  if (left === null || right === null) return left === right;
  return holds(compare(left, right));
}

/** @see org.apache.el.lang.ELSupport#compare */
function compare(left: ElValue, right: ElValue): number {
  if (equal(left, right)) return 0;
  if (typeof left === 'number' || typeof right === 'number')
    return orderOfDoubles(toDouble(left), toDouble(right));
  if (typeof left === 'bigint' || typeof right === 'bigint') return order(toLong(left), toLong(right));
  if (typeof left === 'string' || typeof right === 'string') return order(toText(left), toText(right));
  if (typeof left === 'boolean' && typeof right === 'boolean') return order(left, right);
  throw new ElFault(`${toText(left)} and ${toText(right)} can't be compared.`);
}

function order<Value extends bigint | string | boolean>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function orderOfDoubles(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  const rank = (value: number) => (Number.isNaN(value) ? 2 : Object.is(value, -0) ? 0 : 1);
  return rank(left) - rank(right);
}

/** @see org.apache.el.lang.ELArithmetic */
function calculate(operator: '+' | '-' | '*' | 'div' | 'mod', left: ElValue, right: ElValue): ElValue {
  if (left === null && right === null) return 0n;
  if (isDouble(left) || isDouble(right) || operator === 'div') {
    return withDoubles(operator, toDouble(left), toDouble(right));
  }
  return BigInt.asIntN(64, withLongs(operator, toLong(left), toLong(right)));
}

function isDouble(value: ElValue): boolean {
  return typeof value === 'number' || isFloatText(value);
}

function isFloatText(value: ElValue): boolean {
  return typeof value === 'string' && value.length > 1 && /[.eE]/.test(value);
}

function withDoubles(operator: '+' | '-' | '*' | 'div' | 'mod', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case 'div':
      return left / right;
    case 'mod':
      return left % right;
  }
}

function withLongs(operator: '+' | '-' | '*' | 'mod', left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case 'mod':
      if (right === 0n) throw new ElFault('A whole number has no remainder by 0.');
      return left % right;
  }
}
