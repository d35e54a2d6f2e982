import { createOozieClient } from '@howdah/oozie-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { exitCode } from '../exit-code.ts';
import {
  facts,
  folderWith,
  hourly,
  howdah,
  quickWorkflow,
  twoHours,
  uniqueName,
  until,
} from '../real-oozie.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });

interface Action {
  actionNumber: number;
  status: string;
}

const actionsOf = (id: string, ...args: string[]) => facts<Action[]>(['coord', 'actions', id, ...args]);
const numbers = (actions: Action[]) => actions.map(({ actionNumber }) => actionNumber);
const over = (actions: Action[]) =>
  actions.length === 2 && actions.every(({ status }) => status === 'SUCCEEDED');

describe('a coordinator', () => {
  let id = '';
  const name = uniqueName('coordinator');

  beforeAll(async () => {
    id = (await facts<{ id: string }>(['run', twoHours(name)])).id;
    await until(() => actionsOf(id), over);
  });

  it('lists its actions by status, time, order and page', async () => {
    expect(numbers(await actionsOf(id))).toEqual([1, 2]);
    expect(numbers(await actionsOf(id, '--desc', '-n', '1'))).toEqual([2]);
    expect(numbers(await actionsOf(id, '--from', '2020-01-01T00:30Z'))).toEqual([2]);
    expect(numbers(await actionsOf(id, '--to', '2020-01-01T00:30Z', '--status', 'succeeded'))).toEqual([1]);
    expect(await actionsOf(id, '--not-status', 'SUCCEEDED')).toEqual([]);
    expect(numbers(await actionsOf(id, '--filter', 'nominaltime>2020-01-01T00:00Z'))).toEqual([2]);
    const table = await howdah(['coord', 'actions', id]);
    expect(table.stdout).toMatch(/^#\s+Status\s+Nominal time/);
    expect(table.stdout).toMatch(/^1\s+SUCCEEDED\s+2020-01-01 00:00 GMT/m);
  });

  it('shows the runs of an action, one node of all, and that nothing is missing', async () => {
    const runs = await facts<{ id: string }[]>(['coord', 'runs', `${id}@1`]);
    expect(runs).toHaveLength(1);
    const nodes = await facts<{ action: { name: string } | null }[]>(['coord', 'node', id, 'pass']);
    expect(nodes.map(({ action }) => action?.name)).toEqual(['pass', 'pass']);
    expect(await howdah(['coord', 'missing', `${id}@1`])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing is missing.\n',
    });
  });

  it('reruns actions after a confirmation only', async () => {
    expect(await howdah(['coord', 'rerun', id, '--actions', '1'])).toMatchObject({
      code: exitCode.usage,
      stderr: expect.stringContaining('--yes'),
    });
    expect(await howdah(['coord', 'rerun', id, '--actions', '1'], { typed: ['n'] })).toMatchObject({
      code: exitCode.interrupted,
    });
    expect(await facts<unknown[]>(['coord', 'runs', `${id}@1`])).toHaveLength(1);
    const rerun = await facts<Action[]>(['coord', 'rerun', id, '--actions', '1', '--yes']);
    expect(numbers(rerun)).toEqual([1]);
    await until(
      () => facts<unknown[]>(['coord', 'runs', `${id}@1`]),
      (runs) => runs.length === 2,
    );
    await until(() => actionsOf(id), over);
    const dates = ['--dates', '2020-01-01T00:00Z::2020-01-01T02:00Z', '--refresh', '--no-cleanup'];
    expect(numbers(await facts<Action[]>(['coord', 'rerun', id, ...dates, '--yes']))).toEqual([1, 2]);
    await until(() => actionsOf(id), over);
  });

  it('needs to know which actions, and in one way', async () => {
    expect(await howdah(['coord', 'rerun', id, '--yes'])).toMatchObject({ code: exitCode.usage });
    expect(
      await howdah(['coord', 'rerun', id, '--actions', '1', '--dates', '2020-01-01T00:00Z', '--yes']),
    ).toMatchObject({ code: exitCode.usage });
    expect(await howdah(['coord', 'rerun', id, '--actions', '9', '--yes'])).toMatchObject({
      code: exitCode.refused,
      stderr: expect.stringContaining('E1018'),
    });
  });

  it('shows what an update would change, and keeps the properties that were not named', async () => {
    const { diff } = await facts<{ diff: string }>(['coord', 'update', id, '-D', 'added=value', '--dry-run']);
    expect(diff).toMatch(/^\+.*added/m);
    expect(diff).not.toMatch(/^-.*<name>end</m);
    expect((await oozie.coordinators.info(id)).conf).not.toContain('added');
  });
});

describe('a coordinator that goes on', () => {
  it('has actions killed, which then can be ignored', async () => {
    // Of a coordinator that is over, Oozie kills none.
    const hour = 3_600_000;
    const at = (time: number) => `${new Date(time).toISOString().slice(0, 14)}00Z`;
    const folder = folderWith({
      'coordinator.xml': hourly(uniqueName('goes on')).replace(
        '2020-01-01T00:00Z',
        at(Date.now() - 2 * hour),
      ),
      'workflow/workflow.xml': quickWorkflow('work'),
      'job.properties': `end=${at(Date.now() + 48 * hour)}\n`,
    });
    const { id } = await facts<{ id: string }>(['run', folder]);
    await until(
      () => actionsOf(id, '--status', 'SUCCEEDED'),
      (actions) => numbers(actions).includes(2),
    );
    const killed = await facts<Action[]>(['coord', 'kill-actions', id, '--actions', '2', '--yes']);
    expect(numbers(killed)).toEqual([2]);
    await until(
      () => actionsOf(id, '--status', 'KILLED'),
      (actions) => actions.length === 1,
    );
    expect(numbers(await facts<Action[]>(['coord', 'ignore', id, '--actions', '2']))).toEqual([2]);
    expect(numbers(await actionsOf(id, '--status', 'IGNORED'))).toEqual([2]);
    await oozie.coordinators.kill(id);
  });
});

describe('a coordinator that waits', () => {
  it('is changed, and says what it was changed to', async () => {
    const later = hourly(uniqueName('later')).replace('2020-01-01T00:00Z', '2098-01-01T00:00Z');
    const folder = folderWith({
      'coordinator.xml': later,
      'workflow/workflow.xml': quickWorkflow('work'),
      'job.properties': 'end=2099-01-01T00:00Z\n',
    });
    const { id } = await facts<{ id: string }>(['run', folder]);
    const change = ['--end', '2098-06-01', '--concurrency', '7', '--pause', '2098-02-01T00:00Z'];
    expect(await facts(['coord', 'change', id, ...change])).toMatchObject({ outcome: 'done' });
    expect(await oozie.coordinators.info(id)).toMatchObject({
      concurrency: 7,
      endTime: Date.UTC(2098, 5, 1),
      pauseTime: Date.UTC(2098, 1, 1),
    });
    expect(await facts(['coord', 'change', id, '--no-pause'])).toMatchObject({ outcome: 'done' });
    expect(await oozie.coordinators.info(id)).toMatchObject({ pauseTime: null });
    expect(await howdah(['coord', 'change', id])).toMatchObject({ code: exitCode.usage });
    await oozie.coordinators.kill(id);
    await until(
      () => oozie.coordinators.status(id),
      (status) => status === 'KILLED',
    );
    // Until its workflows are killed, too, Oozie doesn't take it.
    const ignored = await until(
      () => howdah(['coord', 'ignore', id, '--json']),
      ({ code }) => code === 0,
    );
    expect(JSON.parse(ignored.stdout)).toMatchObject({ outcome: 'done', status: 'IGNORED' });
  });
});

describe('a bundle', () => {
  const name = uniqueName('bundle');
  let id = '';

  beforeAll(async () => {
    const folder = folderWith({
      'bundle.xml': `<bundle-app name="${name}" xmlns="uri:oozie:bundle:0.2"><controls><kick-off-time>2099-01-01T00:00Z</kick-off-time></controls><coordinator name="hourly"><app-path>hourly</app-path></coordinator></bundle-app>`,
      'hourly/coordinator.xml': hourly('hourly').replace('>workflow<', '>workflow/workflow.xml<'),
      'workflow/workflow.xml': quickWorkflow('work'),
      'job.properties': 'end=2020-01-01T02:00Z\n',
    });
    id = (await facts<{ id: string }>(['run', folder])).id;
    await oozie.bundles.start(id);
    await until(
      () => oozie.bundles.status(id),
      (status) => status === 'SUCCEEDED',
    );
  });

  it('shows its actions in one list, by status and time', async () => {
    const rows = await facts<unknown[]>(['bundle', 'monitor', name, '--status', 'succeeded']);
    expect(rows).toHaveLength(2);
    expect(
      await facts(['bundle', 'monitor', id, '-s', 'SUCCEEDED', '--from', '2020-01-01T00:30Z', '-n', '5']),
    ).toMatchObject([{ bulkbundle: { bundleJobName: name }, bulkaction: { actionNumber: 2 } }]);
    expect(await facts(['bundle', 'monitor', name])).toEqual([]);
  });

  it('runs parts of itself again', async () => {
    expect(await howdah(['bundle', 'rerun', id, '--yes'])).toMatchObject({ code: exitCode.usage });
    expect(await howdah(['bundle', 'rerun', id, '--coordinators', 'hourly', '--yes'])).toMatchObject({
      code: 0,
    });
    const [coordinator] = (await oozie.bundles.info(id)).bundleCoordJobs;
    await until(
      () => oozie.coordinators.allRuns(`${coordinator?.coordJobId}@1`),
      (runs) => runs.length === 2,
    );
  });

  it('is changed one thing at a time', async () => {
    expect(await howdah(['bundle', 'change', id])).toMatchObject({ code: exitCode.usage });
    expect(await howdah(['bundle', 'change', id, '--pause', '+1d', '--end', '+2d'])).toMatchObject({
      code: exitCode.usage,
      stderr: expect.stringContaining('One at a time'),
    });
  });
});

describe('several jobs at once', () => {
  it('are killed by a filter, after the user has seen how many', async () => {
    const name = uniqueName('bulk');
    const folder = folderWith({ 'workflow.xml': quickWorkflow(name) });
    const first = await facts<{ id: string }>(['submit', folder]);
    const second = await facts<{ id: string }>(['submit', folder]);
    const refused = await howdah(['bulk', 'kill', '--filter', `name=${name}`]);
    expect(refused).toMatchObject({ code: exitCode.usage, stderr: expect.stringContaining('2 workflows') });
    const killed = await facts<{ id: string; now: string }[]>([
      'bulk',
      'kill',
      '--filter',
      `name=${name}`,
      '--yes',
    ]);
    expect(killed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: first.id, now: 'KILLED' }),
        expect.objectContaining({ id: second.id, now: 'KILLED' }),
      ]),
    );
    expect(await facts(['bulk', 'suspend', '--filter', 'name=nothing has this name', '--yes'])).toEqual([]);
  });
});
