import { parseExpressionAt } from './parse-expression.ts';
import type { ElDiagnostic, ElPart, ElText } from './syntax.ts';

/**
 * Splits a text into literal parts and `${…}` expressions and parses these. Never throws, takes time proportional to
 * the text's length, and goes on behind a wrong expression.
 * @see org.apache.el.parser.ELParser
 */
export function parseElText(source: string): ElText {
  const parts: ElPart[] = [];
  const diagnostics: ElDiagnostic[] = [];
  for (let at = 0; at < source.length; ) {
    const end = endOfLiteral(source, at);
    if (end > at) {
      parts.push({ kind: 'literal', value: literalValue(source.slice(at, end)), start: at, end });
      at = end;
      continue;
    }
    const expression = parseExpressionAt(source, at + 2, diagnostics);
    const { node } = expression;
    parts.push({
      kind: 'expression',
      sign: source.startsWith('#', at) ? '#' : '$',
      start: at,
      end: expression.end,
      ...(node && { node }),
    });
    at = expression.end;
  }
  reportMixedSigns(parts, diagnostics);
  return { source, parts: joined(parts), diagnostics };
}

/** Whether Oozie would evaluate anything in this text. */
export function hasExpression(source: string): boolean {
  return /[$#]\{/.test(source) && parseElText(source).parts.some((part) => part.kind === 'expression');
}

/** Where the literal part that starts at `start` ends; `start` itself where an expression starts. */
function endOfLiteral(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const character = source.charAt(at);
    const next = source.charAt(at + 1);
    if (character === '\\' && (next === '$' || next === '#')) at += 2;
    else if (character !== '$' && character !== '#') at += 1;
    else if (next === '{') break;
    // A sign binds the character behind it, unless that may itself be the start of something.
    else if (next !== '' && !'$#\\'.includes(next)) at += 2;
    else return at === start ? at + 1 : at;
  }
  return at;
}

/** A backslash takes the meaning from the sign behind it only where a brace follows. */
function literalValue(literal: string): string {
  return literal.replace(/\\([$#]\{)/g, '$1');
}

// The server's tokens end at odd places inside a literal; nobody else needs to know.
function joined(parts: readonly ElPart[]): ElPart[] {
  const result: ElPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') {
      result.pop();
      result.push({ ...last, value: last.value + part.value, end: part.end });
    } else result.push(part);
  }
  return result;
}

function reportMixedSigns(parts: readonly ElPart[], diagnostics: ElDiagnostic[]): void {
  let sign: string | undefined;
  for (const part of parts) {
    if (part.kind !== 'expression') continue;
    if (sign !== undefined && part.sign !== sign) {
      diagnostics.push({
        code: 'el-mixed-signs',
        severity: 'error',
        message: `Oozie refuses a text with both \${…} and #{…}. Write \\#{ where the characters themselves are meant, or use \${…} for all.`,
        start: part.start,
        end: part.end,
      });
      return;
    }
    sign ??= part.sign;
  }
}
