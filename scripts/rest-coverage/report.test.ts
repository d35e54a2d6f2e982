import { expect, test } from 'vitest';
import { type Operation, parseRecorded, titleOf } from './recorded.ts';
import { reportOf } from './report.ts';
import { surface } from './surface.ts';

const job = '0000001-261123000000000-oozie-root';

function sent(method: string, path: string, query: Record<string, string> = {}, more: object = {}) {
  const request = {
    file: 'packages/oozie-client/src/a.contract.test.ts',
    test: 'it works',
    method,
    path,
    query,
  };
  const [driven] = parseRecorded(JSON.stringify({ ...request, status: 200, ...more }));
  return driven ?? expect.fail('nothing was read');
}

const isDrivenBy = (operation: Operation, request: ReturnType<typeof sent>) =>
  reportOf([operation], [request]).covered === 1;

test('an operation is driven by a request of its kind, whatever its version and other parameters', () => {
  const start: Operation = { method: 'PUT', path: '/job', id: 'workflow', query: { action: 'start' } };
  expect(isDrivenBy(start, sent('PUT', `/v2/job/${job}-W`, { action: 'start', 'user.name': 'a' }))).toBe(
    true,
  );
  expect(isDrivenBy(start, sent('PUT', `/v0/job/${job}-W`, { action: 'start' }))).toBe(true);
  expect(isDrivenBy(start, sent('PUT', `/v2/job/${job}-B`, { action: 'start' }))).toBe(false);
  expect(isDrivenBy(start, sent('PUT', `/v2/job/${job}-W%40node`, { action: 'start' }))).toBe(false);
  expect(isDrivenBy(start, sent('PUT', `/v2/job/${job}-W`, { action: 'kill' }))).toBe(false);
  expect(isDrivenBy(start, sent('GET', `/v2/job/${job}-W`, { action: 'start' }))).toBe(false);
});

test('a request that Oozie refused drives nothing, unless that is its answer', () => {
  const graph: Operation = { method: 'GET', path: '/job', id: 'workflow', query: { show: 'graph' } };
  const refused = sent('GET', `/v2/job/${job}-W`, { show: 'graph' }, { status: 404 });
  expect(isDrivenBy(graph, refused)).toBe(false);
  expect(isDrivenBy({ ...graph, status: [200, 404] }, refused)).toBe(true);
});

test('submissions are told apart by what they make, and parameters by whether they are there', () => {
  const submit: Operation = { method: 'POST', path: '/jobs', makes: 'wf', query: { action: false } };
  expect(isDrivenBy(submit, sent('POST', '/v2/jobs', {}, { makes: 'wf' }))).toBe(true);
  expect(isDrivenBy(submit, sent('POST', '/v2/jobs', {}, { makes: 'coord' }))).toBe(false);
  expect(isDrivenBy(submit, sent('POST', '/v2/jobs', { action: 'start' }, { makes: 'wf' }))).toBe(false);
});

test('the report names the test that drove an operation, and marks those that none did', () => {
  const retries: Operation = {
    method: 'GET',
    path: '/job',
    id: 'workflow action',
    query: { show: 'retries' },
  };
  const versions: Operation = { method: 'GET', path: '/versions', why: 'so it is' };
  expect(reportOf([retries, versions], [sent('GET', '/versions')])).toEqual({
    lines: [
      expect.stringMatching(/^! GET \/job\/<workflow action> show=retries +UNCOVERED$/),
      expect.stringMatching(/^ {2}GET \/versions +a.contract.test.ts: it works \(HTTP 200: so it is\)$/),
    ],
    covered: 1,
    uncovered: 1,
  });
});

test('no operation is in the table twice', () => {
  const titles = surface.map((operation) => `${titleOf(operation)} ${JSON.stringify(operation.query)}`);
  expect(titles).toEqual([...new Set(titles)]);
});
