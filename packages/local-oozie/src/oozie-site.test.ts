import { expect, it } from 'vitest';
import { oozieSite, printConfiguration } from './oozie-site.ts';

it('prints names and values that need escaping', () => {
  expect(printConfiguration({ 'a<b': 'x & y > z' })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n' +
      '  <property><name>a&lt;b</name><value>x &amp; y &gt; z</value></property>\n</configuration>\n',
  );
});

it('names the same port where Oozie listens and where callbacks go, and lets the user act for others', () => {
  expect(oozieSite(1234, 'ada')).toMatchObject({
    'oozie.http.hostname': '127.0.0.1',
    'oozie.http.port': '1234',
    'oozie.base.url': 'http://127.0.0.1:1234/oozie',
    'oozie.service.ProxyUserService.proxyuser.ada.hosts': '*',
  });
});

it("gives the caller's properties the last word", () => {
  expect(oozieSite(1, 'ada', { 'oozie.base.url': 'https://elsewhere/oozie' })['oozie.base.url']).toBe(
    'https://elsewhere/oozie',
  );
});
