import { createModelOozie, createVirtualClock, type OozieState } from '@howdah/testing';
import { type Figure, type Figures, median } from '../figure.ts';
import { type Bundle, bundleXml, configuration, coordinatorXml, slowWorkflow } from './jobs.ts';

const clock = createVirtualClock();
const oozie = createModelOozie({ clock });

interface Job {
  readonly id: string;
}

function ask(method: string, path: string, query: Readonly<Record<string, string>> = {}, body = ''): string {
  const headers: Record<string, string> = body === '' ? {} : { 'content-type': 'application/xml' };
  const answer = oozie.answer({ method, path, query: new URLSearchParams(query), headers, body });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return answer.body;
}

function submit(properties: Readonly<Record<string, string>>, action?: 'start'): string {
  const query: Record<string, string> = action === undefined ? {} : { action };
  const job: Job = JSON.parse(ask('POST', '/v2/jobs', query, configuration(properties)));
  return job.id;
}

const workflow = { 'user.name': 'alice', 'oozie.wf.application.path': 'hdfs://model/slow' };
const guarded = { 'user.name': 'alice', 'oozie.bundle.application.path': 'hdfs://model/guarded' };

/** Microseconds of one piece of work: the median of nine rounds, the first of which is left out. */
async function microseconds(times: number, work: () => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const start = performance.now();
    for (let count = 0; count < times; count += 1) await work();
    rounds.push(((performance.now() - start) / times) * 1000);
  }
  return median(rounds.slice(1));
}

async function figure(name: string, what: string, times: number, work: () => unknown): Promise<Figure> {
  return { name, value: Number((await microseconds(times, work)).toFixed(1)), unit: 'µs', what };
}

export const figures: Figures<null> = async function* () {
  oozie.putFile('hdfs://model/slow/workflow.xml', slowWorkflow);
  oozie.putFile('hdfs://model/monthly/coordinator.xml', coordinatorXml('hdfs://model/slow'));
  oozie.putFile('hdfs://model/guarded/bundle.xml', bundleXml('hdfs://model/monthly'));
  const empty: OozieState = oozie.snapshot();

  yield* workflowFigures(empty);
  yield* bundleFigures(empty);
  yield await figure('reset', 'snapshot, submit, and back', 500, () => {
    oozie.restoreTo(empty);
    submit(workflow);
  });
};

async function* workflowFigures(empty: OozieState): AsyncIterable<Figure> {
  yield await figure(
    'workflow-life',
    'submit, start, look, end, look: five requests and the run',
    200,
    async () => {
      oozie.restoreTo(empty);
      const id = submit(workflow);
      ask('PUT', `/v2/job/${id}`, { action: 'start' });
      await clock.advance(1000);
      ask('GET', `/v2/job/${id}`);
      oozie.complete(id);
      await clock.advance(1000);
      ask('GET', `/v2/job/${id}`);
      ask('GET', '/v2/jobs', { filter: 'user=alice;sortby=lastModifiedTime' });
    },
  );
  oozie.restoreTo(empty);
  const id = submit(workflow, 'start');
  await clock.advance(1000);
  yield await figure('workflow-read', 'GET of a workflow with two actions', 500, () =>
    ask('GET', `/v2/job/${id}`),
  );
  yield await figure('workflow-change', 'PUT of suspend and of resume, each half of them', 500, () => {
    ask('PUT', `/v2/job/${id}`, { action: 'suspend' });
    ask('PUT', `/v2/job/${id}`, { action: 'resume' });
  });
  for (let count = 1; count < 100; count += 1) submit(workflow);
  yield await figure('workflow-list', 'GET of a page of 50 of 100 workflows', 100, () =>
    ask('GET', '/v2/jobs', { filter: 'user=alice;sortby=lastModifiedTime', len: '50' }),
  );
}

async function* bundleFigures(empty: OozieState): AsyncIterable<Figure> {
  yield await figure(
    'bundle-life',
    'submit, start, look: three requests and a first action',
    100,
    async () => {
      oozie.restoreTo(empty);
      const id = submit(guarded);
      ask('PUT', `/v2/job/${id}`, { action: 'start' });
      await clock.advance(1000);
      ask('GET', `/v2/job/${id}`);
    },
  );
  oozie.restoreTo(empty);
  const id = submit(guarded);
  ask('PUT', `/v2/job/${id}`, { action: 'start' });
  await clock.advance(1000);
  const read: Bundle = JSON.parse(ask('GET', `/v2/job/${id}`));
  const part = read.bundleCoordJobs[0]?.coordJobId ?? '';
  yield await figure('coordinator-read', 'GET of a coordinator with its actions', 500, () =>
    ask('GET', `/v2/job/${part}`, { len: '50' }),
  );
  let concurrency = 0;
  yield await figure('coordinator-change', 'PUT of a change of concurrency', 500, () => {
    concurrency = (concurrency % 9) + 1;
    ask('PUT', `/v2/job/${part}`, { action: 'change', value: `concurrency=${concurrency}` });
  });
  const update = { 'user.name': 'alice', 'oozie.coord.application.path': 'hdfs://model/monthly' };
  yield await figure('coordinator-update', 'PUT of an update with a definition and properties', 100, () =>
    ask('PUT', `/v2/job/${part}`, { action: 'update', diff: 'false' }, configuration(update)),
  );
}
