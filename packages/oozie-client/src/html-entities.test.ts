import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unescapeHtml, unescapeHtmlPieces } from './html-entities.ts';

test('what Oozie escapes is read as it was', () => {
  expect(
    unescapeHtml(
      '&lt;a href=&quot;x&quot;&gt; &amp;lt; &eacute;&yuml;&nbsp;&there4;&frac12;&Omega; &#39;&#1046;',
    ),
  ).toBe('<a href="x"> &lt; éÿ\u00a0∴½Ω \'Ж');
});

test.each(['a & b', '&;', '&nothing;', '&#9999999;', '&lt', '&apos;'])('%s stays as it is', (text) => {
  expect(unescapeHtml(text)).toBe(text);
});

test('a text that is cut anywhere reads the same', async () => {
  const text = 'x &lt;&amp;amp; &eacute;&& &thetasym; &';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      async function* pieces() {
        for (const [index, from] of at.entries()) yield text.slice(from, at[index + 1]);
      }
      let read = '';
      for await (const piece of unescapeHtmlPieces(pieces())) read += piece;
      expect(read).toBe(unescapeHtml(text));
    }),
  );
});
