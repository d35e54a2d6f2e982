// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import type { Conversation } from './conversation.ts';
import { change, coordinator, fieldIn, quickWorkflow, rested, store, submit } from './definitions.ts';
import { scenariosOf } from './scenario.ts';

type Paths = Readonly<Record<string, string>>;

/** One action in 1975, the next in 2100: it runs, and there is nothing to do. */
const slow = { frequency: '${coord:months(1500)}', end: '2200-01-01T00:00Z' };
/** Both at once, so that chance does not decide which comes first. */
const two = '<concurrency>2</concurrency>';
const future = { start: '2098-01-01T00:00Z', end: '2099-01-01T00:00Z' };

async function made(talk: Conversation, path: string | undefined, properties: Paths = {}): Promise<string> {
  const id = await submit(talk, 'coordinator', path ?? '', properties);
  await rested(talk, id);
  return id;
}

async function then(talk: Conversation, id: string, action: string, value?: string): Promise<string> {
  await change(talk, id, action, value === undefined ? {} : { value });
  await rested(talk, id);
  // Whether something is pending can't be seen, but makes a difference.
  await talk.servicesLook();
  return id;
}

const suspending = { 'oozie.suspend.on.nodes': 'pass' };

/** What can be done to a coordinator, in each of its states. */
export const coordinatorMatrix = scenariosOf({
  of: 'coordinator',
  async prepare(talk) {
    const quick = await store(talk, 'workflow', quickWorkflow('quick'));
    const missing = `${talk.root}/nowhere/workflow.xml`;
    return {
      quick,
      future: await store(talk, 'coordinator', coordinator('future', quick, future)),
      slow: await store(talk, 'coordinator', coordinator('slow', quick, slow)),
      short: await store(talk, 'coordinator', coordinator('short', quick, { controls: two })),
      failing: await store(talk, 'coordinator', coordinator('failing', missing)),
    };
  },
  states: {
    PREP: (talk, paths) => made(talk, paths.future),
    PREPSUSPENDED: async (talk, paths) => then(talk, await made(talk, paths.future), 'suspend'),
    PREPPAUSED: async (talk, paths) =>
      then(talk, await made(talk, paths.future), 'change', 'pausetime=1974-01-01T00:00Z'),
    RUNNING: (talk, paths) => made(talk, paths.slow),
    'RUNNING, with its workflow suspended': (talk, paths) => made(talk, paths.slow, suspending),
    SUSPENDED: async (talk, paths) => then(talk, await made(talk, paths.slow), 'suspend'),
    PAUSED: async (talk, paths) =>
      then(talk, await made(talk, paths.slow), 'change', 'pausetime=1980-01-01T00:00Z'),
    SUCCEEDED: (talk, paths) => made(talk, paths.short),
    KILLED: async (talk, paths) => then(talk, await made(talk, paths.slow), 'kill'),
    'KILLED, before it began': async (talk, paths) => then(talk, await made(talk, paths.future), 'kill'),
    FAILED: (talk, paths) => made(talk, paths.failing),
    IGNORED: async (talk, paths) => {
      const id = await then(talk, await made(talk, paths.slow), 'kill');
      return then(talk, id, 'ignore');
    },
    DONEWITHERROR: async (talk, paths) => {
      const id = await made(talk, paths.short, suspending);
      await change(talk, id, 'kill', { type: 'action', scope: '1' });
      const other = fieldIn(await rested(talk, id), 'actions', 1, 'externalId');
      if (other.endsWith('-W')) await change(talk, other, 'resume');
      await rested(talk, id);
      return id;
    },
  },
  operations: {
    start: (talk, id) => change(talk, id, 'start'),
    suspend: (talk, id) => change(talk, id, 'suspend'),
    resume: (talk, id) => change(talk, id, 'resume'),
    kill: (talk, id) => change(talk, id, 'kill'),
    ignore: (talk, id) => change(talk, id, 'ignore'),
    'change of concurrency': (talk, id) => change(talk, id, 'change', { value: 'concurrency=3' }),
    'change to an earlier end': (talk, id) =>
      change(talk, id, 'change', { value: 'endtime=1990-01-01T00:00Z' }),
    'change to an end before the start': (talk, id) =>
      change(talk, id, 'change', { value: 'endtime=1970-06-01T00:00Z' }),
    'change of pause time': (talk, id) =>
      change(talk, id, 'change', { value: 'pausetime=2150-01-01T00:00Z' }),
    'change back of pause time': (talk, id) => change(talk, id, 'change', { value: 'pausetime=' }),
    'change to RUNNING': (talk, id) => change(talk, id, 'change', { value: 'status=RUNNING' }),
    'change to IGNORED': (talk, id) => change(talk, id, 'change', { value: 'status=IGNORED' }),
    'change of everything': (talk, id) =>
      change(talk, id, 'change', {
        value: 'endtime=2199-01-01T00:00Z;concurrency=2;pausetime=2190-01-01T00:00Z',
      }),
    'rerun of an action': (talk, id) =>
      change(talk, id, 'coord-rerun', { type: 'action', scope: '1', nocleanup: 'true' }, {}),
    'rerun by date': (talk, id) =>
      change(talk, id, 'coord-rerun', { type: 'date', scope: '1975-01-01T00:00Z::1976-01-01T00:00Z' }, {}),
    'rerun with properties': (talk, id) =>
      change(talk, id, 'rerun', { type: 'action', scope: '1' }, { go: 'false' }),
    'kill of actions': (talk, id) => change(talk, id, 'kill', { type: 'action', scope: '1-2' }),
    'kill of actions by date': (talk, id) =>
      change(talk, id, 'kill', { type: 'date', scope: '1975-01-01T00:00Z::1976-01-01T00:00Z' }),
    'ignore of actions': (talk, id) => change(talk, id, 'ignore', { type: 'action', scope: '1' }),
  },
  look: rested,
});
