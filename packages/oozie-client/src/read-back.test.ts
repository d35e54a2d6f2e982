import { expect, test, vi } from 'vitest';
import { judge, workflowEffects } from './effects.ts';
import { OozieError, type OozieErrorDetails } from './oozie-error.ts';
import { confirm } from './read-back.ts';

const failure = (details: Partial<OozieErrorDetails>) =>
  new OozieError('failed', { kind: 'timeout', reachedServer: 'maybe', ...details });

/** A suspension of a job whose statuses are read one after the other, the last one for good. */
function suspension(statuses: (string | OozieError)[], send: () => Promise<void> = async () => {}) {
  const left = [...statuses];
  const read = vi.fn(async () => {
    const status = left.length > 1 ? left.shift() : left[0];
    if (status instanceof OozieError) throw status;
    return { status: status ?? '' };
  });
  const sent = vi.fn(send);
  const change = {
    name: 'suspend of 1-W',
    read,
    send: sent,
    judge: (before: { status: string }, now: { status: string }) =>
      judge(workflowEffects.suspend, before.status, now.status),
    refusedWhenDone: 'E0801',
  };
  return { change, read, sent };
}

const quick = { pollMs: 1 };
const outcome = (outcome: string, from: string, status: string) => ({ outcome, from, status });

test('a change is done once it shows', async () => {
  const { change, read, sent } = suspension(['RUNNING', 'RUNNING', 'RUNNING', 'SUSPENDED']);
  expect(await confirm(change, quick)).toEqual(outcome('done', 'RUNNING', 'SUSPENDED'));
  expect(read).toHaveBeenCalledTimes(4);
  expect(sent).toHaveBeenCalledTimes(1);
});

test('nothing is sent for a job that is so already', async () => {
  const { change, sent } = suspension(['SUSPENDED']);
  expect(await confirm(change)).toEqual(outcome('already', 'SUSPENDED', 'SUSPENDED'));
  expect(sent).not.toHaveBeenCalled();
});

test('a change that the state does not allow is sent, and known as ignored at once', async () => {
  const { change, read, sent } = suspension(['SUCCEEDED']);
  expect(await confirm(change)).toEqual(outcome('ignored', 'SUCCEEDED', 'SUCCEEDED'));
  expect(sent).toHaveBeenCalledTimes(1);
  expect(read).toHaveBeenCalledTimes(2);
});

test('what does not show in time is pending', async () => {
  const { change, read } = suspension(['RUNNING']);
  expect(await confirm(change, { patienceMs: 0 })).toEqual(outcome('pending', 'RUNNING', 'RUNNING'));
  expect(read).toHaveBeenCalledTimes(2);
  expect(await confirm(change, { patienceMs: 20, pollMs: 5 })).toMatchObject({ outcome: 'pending' });
});

test('a lost answer is settled by reading', async () => {
  const lost = () => Promise.reject(failure({ kind: 'timeout' }));
  expect(await confirm(suspension(['RUNNING', 'RUNNING', 'SUSPENDED'], lost).change, quick)).toMatchObject({
    outcome: 'done',
  });
  expect(await confirm(suspension(['RUNNING', 'SUCCEEDED'], lost).change, quick)).toMatchObject({
    outcome: 'ignored',
  });
});

test('a lost answer that reading cannot settle stays a failure', async () => {
  const lost = failure({ kind: 'server-error' });
  const { change } = suspension(['RUNNING'], () => Promise.reject(lost));
  await expect(confirm(change, { patienceMs: 5, pollMs: 1 })).rejects.toBe(lost);
  const unreadable = suspension(['RUNNING', failure({ kind: 'unreachable' })], () => Promise.reject(lost));
  await expect(confirm(unreadable.change, quick)).rejects.toBe(lost);
});

test('a refusal is a failure, and so is what was never sent', async () => {
  for (const refusal of [
    failure({ kind: 'forbidden', reachedServer: 'no' }),
    failure({ kind: 'unreachable', reachedServer: 'no' }),
    failure({ kind: 'invalid-request', reachedServer: 'yes', code: 'E1015' }),
    failure({ kind: 'aborted', reachedServer: 'maybe' }),
  ]) {
    const { change, read } = suspension(['RUNNING', 'SUSPENDED'], () => Promise.reject(refusal));
    await expect(confirm(change, quick)).rejects.toBe(refusal);
    expect(read).toHaveBeenCalledTimes(1);
  }
});

test('a refusal because somebody else was faster means that it is so already', async () => {
  const refusal = failure({ kind: 'precondition', reachedServer: 'yes', code: 'E0801' });
  const late = suspension(['RUNNING', 'SUSPENDED'], () => Promise.reject(refusal));
  expect(await confirm(late.change)).toEqual(outcome('already', 'RUNNING', 'SUSPENDED'));
  const wrong = suspension(['RUNNING', 'RUNNING', 'SUSPENDED'], () => Promise.reject(refusal));
  await expect(confirm(wrong.change, quick)).rejects.toBe(refusal);
});

test('when the job cannot be read after the change was accepted, Oozie may have acted', async () => {
  const gone = failure({ kind: 'unreachable', reachedServer: 'no' });
  await expect(confirm(suspension(['RUNNING', gone]).change)).rejects.toMatchObject({
    kind: 'unreachable',
    reachedServer: 'maybe',
    cause: gone,
    message: expect.stringContaining('suspend of 1-W'),
  });
  const { change, sent } = suspension([gone]);
  await expect(confirm(change)).rejects.toBe(gone);
  expect(sent).not.toHaveBeenCalled();
});

test('the caller’s abort ends the wait', async () => {
  const controller = new AbortController();
  const aborted = failure({ kind: 'aborted', reachedServer: 'no' });
  const { change, read } = suspension(['RUNNING', 'RUNNING', aborted]);
  const confirmation = confirm(change, { signal: controller.signal, pollMs: 600_000, patienceMs: 600_000 });
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  controller.abort();
  await expect(confirmation).rejects.toMatchObject({ kind: 'aborted', reachedServer: 'maybe' });
});
