import { isSymbol, type TokenCursor } from './token-cursor.ts';
import type { Token } from './tokens.ts';

/** Whether a function's name and opening parenthesis come, by which the server tells it from `a ? b : c`. */
export function isCall(cursor: TokenCursor): boolean {
  const [second, third, fourth] = [cursor.peek(1), cursor.peek(2), cursor.peek(3)];
  if (isSymbol(second, '(')) return true;
  return isSymbol(second, ':') && third.kind === 'word' && isSymbol(fourth, '(');
}

/** Whether `name ->` or `(name, …) ->` comes behind `skip` tokens, as far as the server looks ahead. */
export function startsLambda(cursor: TokenCursor, skip: number): boolean {
  const at = (index: number) => cursor.peek(skip + index);
  if (at(0).kind === 'word') return isSymbol(at(1), '->');
  if (!isSymbol(at(0), '(')) return false;
  if (isSymbol(at(1), ')')) return isSymbol(at(2), '->');
  if (at(1).kind !== 'word') return false;
  return isSymbol(at(2), ',') || (isSymbol(at(2), ')') && isSymbol(at(3), '->'));
}

export function isParenthesizedName(cursor: TokenCursor): boolean {
  return isSymbol(cursor.peek(), '(') && cursor.peek(1).kind === 'word' && isSymbol(cursor.peek(2), ')');
}

/** Whether a token is a whole value by itself. */
export function isLiteral(token: Token): boolean {
  if (token.kind === 'keyword') return ['true', 'false', 'null'].includes(token.image);
  return token.kind === 'string' || token.kind === 'integer' || token.kind === 'float';
}
