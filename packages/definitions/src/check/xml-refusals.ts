import type { Definition } from '../definition/definition.ts';
import type { Diagnostic, Range } from '../diagnostic.ts';
import { rangeBetween } from '../tree/navigate.ts';

/** What is wrong with the XML, as Oozie's reader judges it: an error of the tree's own reader, and more. */
export function xmlRefusals({ tree, diagnostics }: Definition): readonly Diagnostic[] {
  const found = diagnostics.map((diagnostic) => asOozieSays(diagnostic, diagnostics, tree));
  return tree.start === 0 ? found : [byteOrderMark(tree), ...found];
}

/** Whether it can't be told what is in what, so that what a document means is a guess. */
export function isBroken({ diagnostics }: Definition): boolean {
  return diagnostics.some(({ code }) => broken.test(code));
}

const broken =
  /^xml-(?:end-tag|mismatched-end-tag|outside-root|second-root|stray-end-tag|too-.*|unclosed-.*)$/;

function asOozieSays(
  diagnostic: Diagnostic,
  all: readonly Diagnostic[],
  tree: Definition['tree'],
): Diagnostic {
  const { code, severity, range } = diagnostic;
  // Howdah's own limits are no opinion of Oozie's.
  if (!code.startsWith('xml-') || code.startsWith('xml-too-')) return diagnostic;
  if (code === 'xml-doctype' && severity === 'warning') {
    const usesEntities = all.some((other) => other.code === 'xml-entity');
    const fix = {
      title: 'Remove the DOCTYPE',
      changes: [{ start: range.start.offset, end: range.end.offset, text: '' }],
    };
    return { ...diagnostic, severity: 'error', oozieCode: 'E0700', ...(!usesEntities && { fix }) };
  }
  if (code === 'xml-version' && !isVersion11(range, tree)) {
    const message = 'Oozie reads XML 1.0 and 1.1 only. Declare version="1.0".';
    return { ...diagnostic, severity: 'error', oozieCode: 'E0701', message };
  }
  return severity === 'error' ? { ...diagnostic, oozieCode: 'E0701' } : diagnostic;
}

function isVersion11({ start, end }: Range, tree: Definition['tree']): boolean {
  return /^<\?xml\s+version\s*=\s*(?:"1\.1"|'1\.1')/.test(tree.text.slice(start.offset, end.offset));
}

/** Oozie hands the mark on to its XML reader as a character, which can't stand before the root. */
function byteOrderMark(tree: Definition['tree']): Diagnostic {
  return {
    code: 'xml-byte-order-mark',
    severity: 'error',
    message:
      'The document begins with a byte order mark, which Oozie takes for text before the root. Save it as UTF-8 without one.',
    range: rangeBetween(tree, 0, tree.start),
    oozieCode: 'E0701',
    fix: { title: 'Remove the byte order mark', changes: [{ start: 0, end: tree.start, text: '' }] },
  };
}
