import { describe, expect, test } from 'vitest';
import { refusal } from './refusal.ts';

const request = { method: 'PUT', url: 'http://oozie/oozie/v2/job/1-W?action=start' };

function refused(
  status: number,
  message: string | undefined,
  given: { aboutJob?: boolean; headers?: Record<string, string>; body?: string; webPage?: boolean } = {},
) {
  const code = message?.slice(0, 5);
  const headers = new Headers(given.headers);
  if (code) headers.set('oozie-error-code', code);
  if (message) headers.set('oozie-error-message', message);
  const response = new Response(null, { status, headers });
  const { aboutJob = true, webPage = false } = given;
  return refusal(request, response, given.body, { aboutJob, webPage });
}

describe('what Oozie decided', () => {
  test.each([
    ['E0604: Job does not exist [1-W]', 'not-found'],
    ['E0605: Action does not exist [select w from WorkflowJobBean w]', 'not-found'],
    ['E0603: SQL error in operation, E0605: Action does not exist [select]', 'not-found'],
    ['E0307: Runtime error [E0604: Job does not exist [1-W]]', 'not-found'],
    ['E0801: Workflow already running, WorkflowJob[1-W]', 'precondition'],
    ['E0803: IO error, E1018: Coord Job Rerun Error', 'precondition'],
    ["E0803: IO error, E1023: Coord Job update Error: [Frequency can't be changed]", 'invalid-request'],
    ['E1015: Invalid coordinator job attributes', 'invalid-request'],
    ['E1304: Duplicate bundle application coordinator name [a]', 'invalid-request'],
    ['E1320: Bundle Job change error, [E1016: Cannot change a killed coordinator job]', 'precondition'],
  ])('%s', (message, kind) => {
    expect(refused(400, message)).toMatchObject({
      kind,
      reachedServer: 'yes',
      code: message.slice(0, 5),
      httpStatus: 400,
    });
  });

  test('a missing job stays missing when authorization turns it into a 401', () => {
    expect(refused(401, 'E0604: Job does not exist [1-W]')).toMatchObject({ kind: 'not-found' });
  });

  test('a list’s bad filter is no missing job', () => {
    const message = 'E0603: SQL error in operation, E0302: Invalid parameter [Unsupported time format: xx]';
    expect(refused(400, message, { aboutJob: false })).toMatchObject({
      kind: 'invalid-request',
      code: 'E0603',
      innerCode: 'E0302',
    });
  });

  test('a job that a submission refers to is not the one that was asked for', () => {
    expect(refused(400, 'E0604: Job does not exist [1-W]', { aboutJob: false }).kind).toBe('invalid-request');
  });

  test('a code in the user’s own words is no inner code', () => {
    expect(refused(400, 'E0420: Invalid jobs filter [name E0604]').innerCode).toBeUndefined();
  });
});

describe('whether Oozie may have acted', () => {
  test.each([
    [401, undefined, {}, 'unauthenticated', 'no'],
    [401, 'E0508: User [bob] not authorized for WF job [1-W]', {}, 'forbidden', 'no'],
    [403, undefined, {}, 'forbidden', 'no'],
    [503, 'E0002: System is in safe mode', {}, 'safe-mode', 'no'],
    [502, undefined, { headers: { 'howdah-gateway': 'unreachable' } }, 'unreachable', 'no'],
    [502, undefined, {}, 'server-error', 'maybe'],
    [500, undefined, {}, 'server-error', 'maybe'],
    [500, 'E0604: Job does not exist [1-W]', {}, 'server-error', 'maybe'],
    [401, 'E0501: Could not perform authorization operation, Connection refused', {}, 'server-error', 'no'],
    [401, 'E0505: App definition [file:/a/workflow.xml] does not exist', {}, 'invalid-request', 'yes'],
    [400, 'E0603: SQL error in operation, connection lost', {}, 'server-error', 'maybe'],
    [400, 'E0611: SQL error in operation [save], connection lost', {}, 'server-error', 'maybe'],
    [400, 'E0606: Could not get lock [1-W], timed out [5000]ms', {}, 'throttled', 'maybe'],
    [
      400,
      'E0803: IO error, Call From a to b failed: java.net.ConnectException: refused',
      {},
      'server-error',
      'maybe',
    ],
    [400, 'E0902: Exception occurred: [StandbyException: not here]', {}, 'server-error', 'maybe'],
    [
      400,
      'E0307: Runtime error [Could not check whether file [hdfs://n/w.xml] exists on HDFS. Error message: java.net.ConnectException: refused]',
      { aboutJob: false },
      'server-error',
      'no',
    ],
    [400, 'E0803: IO error, java.io.FileNotFoundException: a', {}, 'invalid-request', 'yes'],
    [400, 'E0607: Other error in operation [start], java.io.IOException', {}, 'server-error', 'maybe'],
    [429, undefined, { headers: { 'retry-after': '7' } }, 'throttled', 'no'],
    [503, undefined, { headers: { 'retry-after': '7' } }, 'throttled', 'maybe'],
    [503, undefined, {}, 'server-error', 'maybe'],
    [408, undefined, {}, 'timeout', 'maybe'],
    [404, undefined, {}, 'malformed-answer', 'no'],
    [413, undefined, {}, 'invalid-request', 'no'],
    [400, undefined, { webPage: true }, 'malformed-answer', 'maybe'],
  ])('HTTP %i, %s, %j: %s, %s', (status, message, given, kind, reachedServer) => {
    expect(refused(status, message, given)).toMatchObject({ kind, reachedServer });
  });
});

test('the message says what was refused, in Oozie’s words, and what to do', () => {
  expect(refused(400, 'E0801: Workflow already running').message).toBe(
    'PUT http://oozie/oozie/v2/job/1-W?action=start failed: E0801: Workflow already running (HTTP 400). The job’s state does not allow it: read the job again.',
  );
  const words = refused(400, undefined, {
    headers: { 'oozie-error-code': 'E1603', 'oozie-error-message': 'user cannot be null' },
  });
  expect(words.message).toContain('failed: E1603: user cannot be null (HTTP 400)');
  expect(refused(502, undefined).message).toContain('no reason given (HTTP 502)');
});

test.each([
  ['Negotiate', /spnegoAuthentication/],
  ['PseudoAuth', /check the user/],
  ['Basic realm="knox"', /basicAuthentication/],
])('who is asked for %s is told how to give it', (asked, how) => {
  const error = refused(401, undefined, { headers: { 'www-authenticate': asked } });
  expect(error.message).toMatch(how);
});

test('the wait that the server asks for is read as seconds or as a date', () => {
  expect(refused(429, undefined, { headers: { 'retry-after': '7' } }).retryAfterMs).toBe(7000);
  const soon = new Date(Date.now() + 60_000).toUTCString();
  expect(refused(429, undefined, { headers: { 'retry-after': soon } }).retryAfterMs).toBeGreaterThan(50_000);
  expect(refused(429, undefined, { headers: { 'retry-after': 'later' } }).retryAfterMs).toBeUndefined();
});
