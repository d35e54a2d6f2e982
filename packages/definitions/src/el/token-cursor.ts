import type { ElDiagnostic } from './syntax.ts';
import { type Token, tokenAt } from './tokens.ts';

/** How deep parentheses and other pieces may nest; the server's own stack ends not far beyond. */
const deepest = 200;

/** Ends the parsing of one expression; never leaves the parser. */
export class Stop extends Error {
  constructor(readonly diagnostic: ElDiagnostic) {
    super(diagnostic.message);
  }
}

/** Goes through the tokens of one expression, looking some ahead. */
export class TokenCursor {
  private readonly ahead: Token[] = [];
  private last: Token;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly start: number,
    private readonly diagnostics: ElDiagnostic[],
  ) {
    this.last = { kind: 'symbol', image: '', start, end: start };
  }

  /** Behind the token that was taken last. */
  get end(): number {
    return this.last.end;
  }

  report(diagnostic: ElDiagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Counts how deep pieces stand in each other, so that no text exhausts the stack. */
  nested<Node>(parse: () => Node): Node {
    if (this.depth === deepest) {
      const { start, end } = this.peek();
      const message = `The expression nests more than ${deepest} levels deep, more than can be checked. Take it apart.`;
      throw new Stop({ code: 'el-too-deep', severity: 'error', message, start, end });
    }
    this.depth += 1;
    const node = parse();
    this.depth -= 1;
    return node;
  }

  peek(index = 0): Token {
    while (this.ahead.length <= index) {
      this.ahead.push(tokenAt(this.source, (this.ahead.at(-1) ?? this.last).end));
    }
    return this.ahead[index] ?? this.last;
  }

  next(): Token {
    this.last = this.peek();
    this.ahead.shift();
    return this.last;
  }

  expect(image: string, wanted = image): Token {
    const token = this.next();
    if (!isSymbol(token, image)) throw this.unexpected(token, wanted);
    return token;
  }

  unexpected(token: Token, wanted: string): Stop {
    const { start, end } = token;
    const place = { code: 'el-syntax', severity: 'error' } as const;
    if (token.kind === 'end') {
      const message = `The expression has no end: ${wanted} is missing.`;
      return new Stop({ ...place, message, start: this.start - 2, end });
    }
    const isQuote = token.image === '"' || token.image === "'";
    const message = isQuote
      ? `The string has no end, or has a backslash before something else than a quote or a backslash; write \\\\ for one.`
      : `Oozie can't read the expression at "${token.image}". It needs ${wanted} there.`;
    return new Stop({ ...place, message, start, end });
  }
}

export function isSymbol(token: Token, image: string): boolean {
  return token.kind === 'symbol' && token.image === image;
}

export function isKeyword(token: Token, image: string): boolean {
  return token.kind === 'keyword' && token.image === image;
}

/** Behind the brace that closes the expression; the end of the text when none does. */
export function endOfExpression(source: string, start: number): number {
  let open = 1;
  for (let at = start; ; ) {
    const token = tokenAt(source, at);
    if (token.kind === 'end') return source.length;
    if (token.kind === 'symbol' && token.image === '{') open += 1;
    if (token.kind === 'symbol' && token.image === '}') open -= 1;
    if (open === 0) return token.end;
    at = token.resume ?? token.end;
  }
}
