import { illegalCharacters } from './characters.ts';
import { XmlEditError } from './edit-error.ts';

/** Text as it is written between tags, with line ends as the document has them. */
export function escapeText(text: string, lineEnd = '\n'): string {
  refuseIllegalCharacters(text);
  return text
    .replace(/[&<\r]|(?:^|\])>/g, (found) => {
      if (found === '&') return '&amp;';
      if (found === '<') return '&lt;';
      if (found === '\r') return '&#13;';
      return found.replace('>', '&gt;');
    })
    .replaceAll('\n', lineEnd);
}

/** Text as it is written in an attribute with such quotes. */
export function escapeAttribute(text: string, quote: '"' | "'" = '"'): string {
  refuseIllegalCharacters(text);
  return text.replace(/[&<"'\t\n\r]/g, (found) => {
    switch (found) {
      case '&':
        return '&amp;';
      case '<':
        return '&lt;';
      case '\t':
        return '&#9;';
      case '\n':
        return '&#10;';
      case '\r':
        return '&#13;';
      default:
        if (found !== quote) return found;
        return quote === '"' ? '&quot;' : '&apos;';
    }
  });
}

/** Text as CDATA sections: several where it contains `]]>`. `undefined` when CDATA can't say it. */
export function asCdata(text: string, lineEnd = '\n'): string | undefined {
  refuseIllegalCharacters(text);
  if (text.includes('\r')) return undefined;
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\n', lineEnd)}]]>`;
}

/** @throws XmlEditError when there is a character that XML can't contain */
export function refuseIllegalCharacters(text: string): void {
  const [found] = text.match(illegalCharacters) ?? [];
  if (found === undefined) return;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw new XmlEditError('illegal-character', `XML can’t contain the character U+${code}. Remove it.`);
}
