import { OozieError } from './oozie-error.ts';

/** A piece of an XML document; `at` is where it begins, in characters from 0. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly at: number }
  | { readonly kind: 'close'; readonly name: string; readonly at: number }
  /** `section` for the text of a CDATA section. */
  | { readonly kind: 'text'; readonly text: string; readonly section: boolean; readonly at: number }
  | { readonly kind: 'instruction'; readonly at: number };

/** Sticky, in the order in which they are tried at a `<`. */
const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const instruction = /<\?[\s\S]*?\?>/y;
const cdata = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const tag = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const plainText = /[^<]+/y;

/**
 * Reads a small XML document into tags and text, for there is no DOMParser in Node or in workers. Attributes
 * and comments are passed over; document types are refused. Every tag that opens is closed in order, and there is
 * one root.
 * @throws {OozieError} `malformed-answer`, which names the place
 */
export function* readXml(xml: string): Generator<XmlToken, void, undefined> {
  const open: string[] = [];
  let roots = 0;
  let at = xml.startsWith('\ufeff') ? 1 : 0;
  while (at < xml.length) {
    const start = at;
    const match = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = start;
      const found = pattern.exec(xml);
      if (found) at = start + found[0].length;
      return found;
    };
    const text = match(plainText);
    if (text) {
      if (open.length === 0 && text[0].trim()) throw malformedXml('text outside of the root element', start);
      if (open.length > 0) {
        yield { kind: 'text', text: resolveEntities(text[0], start), section: false, at: start };
      }
      continue;
    }
    if (match(comment)) continue;
    if (match(instruction)) {
      yield { kind: 'instruction', at: start };
      continue;
    }
    const section = open.length > 0 ? match(cdata) : null;
    if (section) {
      yield { kind: 'text', text: lineFeeds(section[1] ?? ''), section: true, at: start };
      continue;
    }
    const [, slash, name = '', , empty] = match(tag) ?? [];
    if (!name) throw malformedXml('a tag that is not closed or not known', start);
    if (slash) {
      if (open.pop() !== name) throw malformedXml(`</${name}> without <${name}>`, start);
      yield { kind: 'close', name, at: start };
      continue;
    }
    if (open.length === 0) roots += 1;
    if (roots > 1) throw malformedXml(`<${name}> after the end of the document`, start);
    yield { kind: 'open', name, at: start };
    if (empty) yield { kind: 'close', name, at: start };
    else open.push(name);
  }
  if (open.length > 0) throw malformedXml(`the end of the text before </${open.at(-1)}>`, xml.length);
  if (roots === 0) throw malformedXml('no element', xml.length);
}

/** The error for a text that is not the XML that was expected; `at` counts characters from 0. */
export function malformedXml(found: string, at: number): OozieError {
  return new OozieError(
    `Not the XML that Oozie prints and reads: ${found}, at character ${at}. Check where the text comes from.`,
    { kind: 'malformed-answer', reachedServer: 'maybe' },
  );
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolveEntities(text: string, at: number): string {
  return lineFeeds(text).replace(/&([^;&\s]*);?/g, (entity, name: string) => {
    const [, decimal, hexadecimal] = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/.exec(name) ?? [];
    const code = decimal
      ? Number.parseInt(decimal, 10)
      : hexadecimal
        ? Number.parseInt(hexadecimal, 16)
        : undefined;
    const character =
      code === undefined ? named[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (character === undefined || !entity.endsWith(';')) {
      throw malformedXml(`the unknown entity ${entity}`, at);
    }
    return character;
  });
}

function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
