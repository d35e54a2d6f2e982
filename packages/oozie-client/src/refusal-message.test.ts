import { expect, test } from 'vitest';
import { refusalMessage } from './refusal-message.ts';

const body = (errorMessage: string) => JSON.stringify({ errorMessage, httpStatusCode: 400 });

test('a PUT’s refusal, which has no body, is read from its header', () => {
  expect(refusalMessage('E0801: Workflow already running', '')).toBe('E0801: Workflow already running');
});

test('the body is preferred, with its HTML undone, since a header mangles what is not Latin-1', () => {
  expect(refusalMessage('E0420: [??]', body('E0420: [&lt;&#1078;&#54620;&gt; &amp;lt; &quot;]'))).toBe(
    'E0420: [<ж한> &lt; "]',
  );
});

test('names of HTML’s own are undone, too', () => {
  expect(refusalMessage('E0420: [é ??]', body('E0420: [&eacute; &#1078;&Scaron;]'))).toBe('E0420: [é жŠ]');
});

test.each(['', '<html>', '[]', '{"errorMessage":7}'])('the body %s says nothing', (text) => {
  expect(refusalMessage(null, text)).toBeUndefined();
});
