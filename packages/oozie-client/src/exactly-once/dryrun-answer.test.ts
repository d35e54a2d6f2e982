import { expect, test } from 'vitest';
import { readDryrunAnswer } from './dryrun-answer.ts';

test('a coordinator’s name is read, whatever stands around it', () => {
  const answer =
    '<coordinator-app xmlns="uri:oozie:coordinator:0.5" frequency="60 > 5" name=\'a &amp; "b" &lt;c>\' start="2020-01-01T00:00Z"><x name="y" /></coordinator-app>***actions***';
  expect(readDryrunAnswer(answer)).toEqual({ name: 'a & "b" <c>', kickOffTime: undefined });
});

test('a bundle’s name and kick-off time are read, with a prefix, too', () => {
  const answer =
    '<b:bundle-app xmlns:b="uri:oozie:bundle:0.2" name="nightly">\n<b:controls><b:kick-off-time> 2099-01-01T00:00Z </b:kick-off-time></b:controls></b:bundle-app>';
  expect(readDryrunAnswer(answer)).toEqual({ name: 'nightly', kickOffTime: Date.UTC(2099, 0) });
});

test('what tells neither says so', () => {
  expect(readDryrunAnswer('OK')).toEqual({ name: undefined, kickOffTime: undefined });
  expect(readDryrunAnswer('<bundle-app/>')).toEqual({ name: undefined, kickOffTime: undefined });
});
