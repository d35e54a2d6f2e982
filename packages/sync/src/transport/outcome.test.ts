import { OozieError, type OozieErrorKind, type ReachedServer } from '@howdah/oozie-client';
import { describe, expect, it } from 'vitest';
import { NothingSubmitted } from '../kinds/definition-store.ts';
import { NotYetSeen } from '../kinds/read-back.ts';
import { SpecError } from '../kinds/spec-error.ts';
import { connectionAfter, failureOf } from './outcome.ts';

const failed = (
  kind: OozieErrorKind,
  reachedServer: ReachedServer,
  more: { code?: string; innerCode?: string; retryAfterMs?: number } = {},
) => new OozieError(`${kind}!`, { kind, reachedServer, ...more });

const kinds: OozieErrorKind[] = [
  'unreachable',
  'timeout',
  'aborted',
  'unauthenticated',
  'forbidden',
  'not-found',
  'precondition',
  'invalid-request',
  'safe-mode',
  'throttled',
  'server-error',
  'malformed-answer',
];
const temporary = new Set<OozieErrorKind>(['unauthenticated', 'safe-mode', 'throttled']);

describe('whether Oozie may have acted', () => {
  it.each(kinds)('%s: it may have when nobody knows what reached it', (kind) => {
    expect(failureOf(failed(kind, 'maybe')).event).toBe('lost');
  });
  it.each(kinds)('%s: it has not when nothing reached it', (kind) => {
    // What this client itself refuses would be refused again.
    expect(failureOf(failed(kind, 'no')).event).toBe(kind === 'invalid-request' ? 'refused' : 'not-sent');
  });
  it.each(kinds)('%s: when Oozie decided, it is refused for good, unless that passes', (kind) => {
    expect(failureOf(failed(kind, 'yes')).event).toBe(temporary.has(kind) ? 'not-sent' : 'refused');
  });
});

describe('what a failure tells of the way to Oozie', () => {
  it.each<[OozieErrorKind, string | undefined]>([
    ['unreachable', 'offline'],
    ['timeout', 'offline'],
    ['malformed-answer', 'offline'],
    ['aborted', undefined],
    ['unauthenticated', 'signed-out'],
    ['forbidden', undefined],
    ['not-found', undefined],
    ['precondition', undefined],
    ['invalid-request', undefined],
    ['safe-mode', 'safe-mode'],
    ['throttled', 'offline'],
    ['server-error', 'offline'],
  ])('%s: %s', (kind, connection) => {
    const expected = connection === undefined ? undefined : { connection, connectionProblem: `${kind}!` };
    expect(connectionAfter(failed(kind, 'maybe'))).toEqual(expected);
    expect(failureOf(failed(kind, 'maybe')).connection).toEqual(expected);
  });
  it('an error with a code of Oozie’s own came from Oozie: it is there', () => {
    expect(connectionAfter(failed('server-error', 'yes', { code: 'E0700' }))).toBeUndefined();
    expect(connectionAfter(failed('throttled', 'yes', { code: 'E0700' }))).toBeUndefined();
  });
  it('nothing when it is no failure of a request', () => {
    expect(connectionAfter(new TypeError('a bug'))).toBeUndefined();
  });
});

describe('a failure', () => {
  it('names the cause that Oozie wrapped, and how long to wait', () => {
    const failure = failureOf(
      failed('invalid-request', 'yes', { code: 'E0803', innerCode: 'E1023', retryAfterMs: 7 }),
    );
    expect(failure).toMatchObject({
      code: 'E1023',
      message: 'invalid-request!',
      retryAfterMs: 7,
      field: null,
    });
    expect(failureOf(failed('precondition', 'yes', { code: 'E0801' }))).toMatchObject({ code: 'E0801' });
  });
  it('before anything was submitted needs no look at the server', () => {
    const lost = new NothingSubmitted('no', { cause: failed('timeout', 'maybe') });
    expect(failureOf(lost)).toMatchObject({
      event: 'not-sent',
      message: 'timeout!',
      connection: { connection: 'offline' },
    });
    const refused = new NothingSubmitted('no', {
      cause: failed('invalid-request', 'yes', { code: 'E0701' }),
    });
    expect(failureOf(refused)).toMatchObject({ event: 'refused', code: 'E0701' });
  });
  it('of the gateway before anything was submitted is one of the way to Oozie', () => {
    expect(failureOf(new NothingSubmitted('no', { cause: new Error('no definition root') }))).toMatchObject({
      event: 'not-sent',
      connection: { connection: 'offline', connectionProblem: 'no definition root' },
    });
  });
  it('of the mapping names its field and is final', () => {
    expect(failureOf(new SpecError('properties.x', 'must be text'))).toMatchObject({
      event: 'refused',
      field: 'properties.x',
    });
  });
  it('to show what was accepted is settled by looking again', () => {
    expect(failureOf(new NotYetSeen('not yet'))).toMatchObject({ event: 'lost', connection: undefined });
  });
  it.each([new TypeError('a bug'), 'a text', undefined])(
    'that nobody foresaw (%s) may have reached Oozie',
    (error) => {
      expect(failureOf(error)).toMatchObject({ event: 'lost', connection: undefined });
    },
  );
});
