import { expect, test } from 'vitest';
import { reached, submitted, succeeded } from './coordinator-jobs.fixture.ts';
import { oozie, until } from './real-oozie.fixture.ts';

const missing = '9999999-260101000000000-oozie-root-C';

/** Killed, and no more pending: Oozie ignores nothing before. */
async function killed() {
  const { id } = await submitted('patient');
  await reached(id, 'RUNNING');
  await oozie.coordinators.kill(id);
  await reached(id, 'KILLED');
  return id;
}

test('a killed coordinator is ignored, and taken back by a change to RUNNING', async () => {
  const id = await killed();
  await until(
    () =>
      oozie.coordinators.ignore(id).then(
        () => true,
        () => false,
      ),
    (accepted) => accepted,
  );
  expect(await oozie.coordinators.status(id)).toBe('IGNORED');
  await oozie.coordinators.change(id, { status: 'RUNNING' });
  expect(await oozie.coordinators.status(id)).not.toBe('IGNORED');
  await oozie.coordinators.kill(id);
});

test('a coordinator that was not killed is not ignored', async () => {
  const { id } = await succeeded();
  await expect(oozie.coordinators.ignore(id)).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1015',
    reachedServer: 'yes',
  });
  expect(await oozie.coordinators.status(id)).toBe('SUCCEEDED');
});

test('killed actions are ignored', async () => {
  const { id } = await submitted('patient');
  await reached(id, 'RUNNING');
  await oozie.coordinators.killActions(id, { actions: '1' });
  expect(await oozie.coordinators.ignoreActions(id, { actions: [1] })).toMatchObject([
    { id: `${id}@1`, status: 'IGNORED' },
  ]);
  // News of its killed workflow may come only now, and set it back to KILLED.
  await until(
    async () => {
      const { status } = await oozie.coordinators.action(`${id}@1`);
      if (status === 'KILLED') await oozie.coordinators.ignoreActions(id, { actions: [1] }).catch(() => {});
      return status;
    },
    (status) => status === 'IGNORED',
  );
  for (const actions of ['2', '9']) {
    await expect(oozie.coordinators.ignoreActions(id, { actions })).rejects.toMatchObject({
      kind: 'precondition',
      code: 'E1024',
    });
  }
  expect(await oozie.coordinators.action(`${id}@2`)).toMatchObject({ status: 'RUNNING' });
  await oozie.coordinators.kill(id);
});

test('a coordinator in PREP has no actions to ignore', async () => {
  const { id } = await submitted('quick', (xml) => xml.replace('2020-01-01T00:00Z', '2098-01-01T00:00Z'), {
    endTime: '2099-01-01T00:00Z',
    concurrency: '1',
  });
  expect(await oozie.coordinators.ignoreActions(id, { actions: '1' })).toEqual([]);
  await oozie.coordinators.kill(id);
});

test('a coordinator that there is not is missing', async () => {
  await expect(oozie.coordinators.ignore(missing)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(oozie.coordinators.ignoreActions(missing, { actions: '1' })).rejects.toMatchObject({
    kind: 'not-found',
  });
});
