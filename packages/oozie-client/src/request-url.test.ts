import { afterEach, expect, test, vi } from 'vitest';
import { baseUrl, jobPath, requestUrl } from './request-url.ts';

afterEach(() => vi.unstubAllGlobals());

test('a base URL loses the slash at its end', () => {
  expect(baseUrl('http://host:11000/oozie/')).toBe('http://host:11000/oozie');
  expect(baseUrl(new URL('https://host/a/oozie?x=1#y'))).toBe('https://host/a/oozie');
});

test('a path belongs to the page’s own origin', () => {
  vi.stubGlobal('location', { origin: 'https://app.example' });
  expect(baseUrl('/oozie')).toBe('https://app.example/oozie');
});

test('an absolute URL does without an origin, as in a sandboxed page', () => {
  vi.stubGlobal('location', { origin: 'null' });
  expect(baseUrl('http://host/oozie')).toBe('http://host/oozie');
});

test.each(['/oozie', 'ftp://host/oozie', ''])('"%s" outside of a browser leads nowhere', (url) => {
  expect(() => baseUrl(url)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
});

test('a user and password are not taken from the URL, where they would be lost without a word', () => {
  expect(() => baseUrl('http://alice:secret@host/oozie')).toThrow(/basicAuthentication/);
  expect(() => baseUrl('http://alice:secret@host/oozie')).not.toThrow(/secret/);
});

test('parameters are escaped, and undefined ones left out', () => {
  expect(requestUrl('http://h/oozie', '/v2/jobs', { filter: 'name=a b&;é', len: 0, offset: undefined })).toBe(
    'http://h/oozie/v2/jobs?filter=name%3Da+b%26%3B%C3%A9&len=0',
  );
  expect(requestUrl('http://h/oozie', '/versions', {})).toBe('http://h/oozie/versions');
});

test('a job’s id cannot lead to another resource', () => {
  expect(jobPath('1-C@2')).toBe('/v2/job/1-C%402');
  for (const id of ['', '.', '..', '../jobs', 'a/b'])
    expect(() => jobPath(id)).toThrow(/not the id of a job/);
  expect(jobPath('a?b#c')).toBe('/v2/job/a%3Fb%23c');
});
