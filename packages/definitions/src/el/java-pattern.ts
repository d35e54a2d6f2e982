/**
 * A Java regular expression as JavaScript's, where both surely do the same with `text` and soon end; undefined else.
 * @see java.util.regex.Pattern
 */
export function javaPattern(pattern: string, text: string): RegExp | undefined {
  // Beyond these characters the two differ on blanks, words and the ends of lines.
  if (/[^ -~]/.test(text) || !isCommon(pattern)) return undefined;
  const repeats =
    pattern.match(/\\.|[*+]|\{\d+,\d*\}/g)?.filter((token) => !token.startsWith('\\')).length ?? 0;
  if ((text.length + 1) ** (repeats + 1) > 5e7) return undefined;
  try {
    return new RegExp(pattern, 'g');
  } catch {
    return undefined;
  }
}

/** Whether a pattern has only what means the same to Java and to JavaScript, and nothing repeated inside a repetition. */
function isCommon(pattern: string): boolean {
  const piece =
    /\\[dDwWsSbBtnrf.*+?^$|()[\]{}/\\-]|\[\^?(?:\\[dDwWsStnrf.*+?^$|()[\]{}/\\-]|[^\\[\]&])+\]|\(\?[:=!]|[().|^$]|(?:[*+?]|\{\d+(?:,\d*)?\})\??(?![*+?{])|[^\\[\](){}.|^$*+?]/y;
  const repeatedInside: boolean[] = [false];
  let closed = false;
  for (let at = 0; at < pattern.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const token = piece.exec(pattern)?.[0];
    if (token === undefined) return false;
    const repeats = /^(?:[*+]|\{\d+,?)/.test(token) && token !== '{';
    if (token.startsWith('(')) repeatedInside.push(false);
    else if (token === ')') {
      if (repeatedInside.length === 1) return false;
      closed = repeatedInside.pop() ?? false;
      if (closed) repeatedInside[repeatedInside.length - 1] = true;
      continue;
    } else if (repeats) {
      if (closed) return false;
      repeatedInside[repeatedInside.length - 1] = true;
    }
    closed = false;
  }
  return repeatedInside.length === 1;
}

/**
 * What a Java replacement text gives for a match; undefined where Java fails.
 * @see java.util.regex.Matcher#appendReplacement
 */
export function javaReplacement(
  replacement: string,
  groups: readonly (string | undefined)[],
): string | undefined {
  let result = '';
  for (let at = 0; at < replacement.length; at += 1) {
    const character = replacement.charAt(at);
    if (character === '\\') {
      at += 1;
      if (at === replacement.length) return undefined;
      result += replacement.charAt(at);
    } else if (character === '$') {
      const digits = /^\d+/.exec(replacement.slice(at + 1, at + 4))?.[0];
      if (digits === undefined) return undefined;
      // As many digits count as make the number of a group that is there.
      let length = 1;
      while (length < digits.length && Number(digits.slice(0, length + 1)) < groups.length) length += 1;
      const index = Number(digits.slice(0, length));
      if (index >= groups.length) return undefined;
      result += groups[index] ?? '';
      at += length;
    } else result += character;
  }
  return result;
}
