/** What XML 1.0 (fifth edition) calls white space. */
export function isWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/** The offset of the first character from `from` on that is not white space. */
export function skipWhitespace(text: string, from: number): number {
  let at = from;
  while (isWhitespace(text.charCodeAt(at))) at += 1;
  return at;
}

export function isBlank(text: string): boolean {
  return skipWhitespace(text, 0) === text.length;
}

const nameStart = 1;
const nameContinue = 2;
const asciiName = new Uint8Array(128);
for (const [from, to, as] of [
  ['a', 'z', nameStart],
  ['A', 'Z', nameStart],
  ['_', '_', nameStart],
  [':', ':', nameStart],
  ['0', '9', nameContinue],
  ['-', '-', nameContinue],
  ['.', '.', nameContinue],
] as const) {
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) asciiName[code] = as;
}

const otherNameStart = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
] as const;

const otherNameContinue = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
] as const;

function within(ranges: readonly (readonly [number, number])[], code: number): boolean {
  return ranges.some(([first, last]) => first <= code && code <= last);
}

/** Whether a name can begin at `at`. */
export function startsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? asciiName[code] === nameStart : within(otherNameStart, text.codePointAt(at) ?? 0);
}

/** Behind the name that begins at `from`; `from` itself when none does. */
export function endOfName(text: string, from: number): number {
  if (!startsName(text, from)) return from;
  let at = from;
  for (;;) {
    let code = text.charCodeAt(at);
    if (code < 128) {
      if (asciiName[code] === 0) return at;
      at += 1;
    } else {
      code = text.codePointAt(at) ?? 0;
      if (!within(otherNameStart, code) && !within(otherNameContinue, code)) return at;
      at += code > 0xffff ? 2 : 1;
    }
  }
}

/** Whether it is a name without colon, or two with a colon between: `info`, `sla:info`. */
export function isQualifiedName(name: string): boolean {
  const parts = name.split(':');
  return parts.length <= 2 && parts.every((part) => part !== '' && endOfName(part, 0) === part.length);
}

/** Characters that no XML 1.0 document may contain, not even as a reference; half surrogate pairs among them. */
export const illegalCharacters = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Whether a code point may be in a document. */
export function isLegalCharacter(code: number): boolean {
  return (
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
