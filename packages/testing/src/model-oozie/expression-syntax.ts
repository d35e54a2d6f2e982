/** A parsed expression, such as `wf:conf('severity') gt 6`. */
export type Expression =
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly given: readonly Expression[] }
  | { readonly is: 'unary'; readonly operator: '-' | 'not' | 'empty'; readonly operand: Expression }
  | {
      readonly is: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly is: 'choice';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    };

export type BinaryOperator =
  | 'or'
  | 'and'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'gt'
  | 'le'
  | 'ge'
  | '+'
  | '-'
  | '*'
  | 'div'
  | 'mod';

/** An expression that can't be read, or not be computed. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** The pieces of a text: as written, and expressions from its `${…}`. */
export type Template = readonly (string | Expression)[];

const templates = new Map<string, Template>();
const mostTemplates = 2_000;

/** Reads a text with expressions in it. @throws {ExpressionError} */
export function parseTemplate(text: string): Template {
  const known = templates.get(text);
  if (known !== undefined) return known;
  const pieces: (string | Expression)[] = [];
  let at = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
    if (open > at) pieces.push(text.slice(at, open));
    const reader = readTokens(text, open + 2);
    pieces.push(parseChoice(reader));
    if (reader.token.text !== '}' || reader.token.kind !== 'sign') throw unreadable(text);
    at = reader.token.end;
  }
  if (at < text.length) pieces.push(text.slice(at));
  if (templates.size >= mostTemplates) templates.clear();
  templates.set(text, pieces);
  return pieces;
}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign';
  readonly text: string;
  readonly end: number;
}

interface Reader {
  token: Token;
  next(): void;
  readonly source: string;
}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z_$][\w$]*(?::[A-Za-z_][\w-]*(?=\s*\())?)|(==|!=|<=|>=|&&|\|\||[-+*/%<>!?:(),}.[\]]))/y;

function readTokens(source: string, start: number): Reader {
  const read = (at: number): Token => {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(source);
    if (match === null) throw unreadable(source);
    const [, number, single, double, name, sign] = match;
    const end = tokenPattern.lastIndex;
    if (number !== undefined) return { kind: 'number', text: number, end };
    const text = single ?? double;
    if (text !== undefined) return { kind: 'text', text: text.replace(/\\(.)/g, '$1'), end };
    if (name !== undefined) return { kind: 'name', text: name, end };
    return { kind: 'sign', text: sign ?? '', end };
  };
  const reader: Reader = {
    source,
    token: read(start),
    next() {
      reader.token = read(reader.token.end);
    },
  };
  return reader;
}

function unreadable(source: string): ExpressionError {
  return new ExpressionError(`Failed to parse the expression [${source}]`);
}

/** From the weakest to the strongest. */
const levels: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': 'eq', eq: 'eq', '!=': 'ne', ne: 'ne' },
  { '<': 'lt', lt: 'lt', '>': 'gt', gt: 'gt', '<=': 'le', le: 'le', '>=': 'ge', ge: 'ge' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': 'div', div: 'div', '%': 'mod', mod: 'mod' },
];

function parseChoice(reader: Reader): Expression {
  const condition = parseLevel(reader, 0);
  if (!isSign(reader, '?')) return condition;
  reader.next();
  const yes = parseChoice(reader);
  take(reader, ':');
  return { is: 'choice', condition, yes, no: parseChoice(reader) };
}

function parseLevel(reader: Reader, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return parseUnary(reader);
  let left = parseLevel(reader, level + 1);
  for (;;) {
    const { kind, text } = reader.token;
    const operator = kind === 'sign' || kind === 'name' ? operators[text] : undefined;
    if (operator === undefined) return left;
    reader.next();
    left = { is: 'binary', operator, left, right: parseLevel(reader, level + 1) };
  }
}

const unaryOperators: Readonly<Record<string, '-' | 'not' | 'empty'>> = {
  '-': '-',
  '!': 'not',
  not: 'not',
  empty: 'empty',
};

function parseUnary(reader: Reader): Expression {
  const { kind, text } = reader.token;
  const operator = kind === 'sign' || kind === 'name' ? unaryOperators[text] : undefined;
  if (operator === undefined) return parsePrimary(reader);
  reader.next();
  return { is: 'unary', operator, operand: parseUnary(reader) };
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function parsePrimary(reader: Reader): Expression {
  const { kind, text } = reader.token;
  if (kind === 'sign') {
    take(reader, '(');
    const inner = parseChoice(reader);
    take(reader, ')');
    return inner;
  }
  reader.next();
  if (kind === 'number') return { is: 'literal', value: Number(text) };
  if (kind === 'text') return { is: 'literal', value: text };
  const word = words[text];
  if (word !== undefined) return { is: 'literal', value: word };
  if (!isSign(reader, '(')) return { is: 'variable', name: text };
  return { is: 'call', name: text, given: parseGiven(reader) };
}

function parseGiven(reader: Reader): Expression[] {
  take(reader, '(');
  const given: Expression[] = [];
  while (!isSign(reader, ')')) {
    if (given.length > 0) take(reader, ',');
    given.push(parseChoice(reader));
  }
  take(reader, ')');
  return given;
}

function isSign(reader: Reader, text: string): boolean {
  return reader.token.kind === 'sign' && reader.token.text === text;
}

function take(reader: Reader, sign: string): void {
  if (!isSign(reader, sign)) throw unreadable(reader.source);
  reader.next();
}
