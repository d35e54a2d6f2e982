import * as fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { Disagreement } from './conversation.ts';
import { play, together } from './play.ts';
import { scenarioOf, type Trace, traces } from './random-traces.ts';
import { modelServer, realServer } from './servers.ts';

const seed = Number(process.env.HOWDAH_TRACE_SEED ?? Date.now() % 2 ** 31);
const count = Number(process.env.HOWDAH_TRACES ?? 40);
const atOnce = Number(process.env.HOWDAH_TRACES_AT_ONCE ?? 50);

/** Plays a trace on the model, and then on the real server, which has to answer the same. */
async function playBoth(trace: Trace): Promise<void> {
  const scenario = scenarioOf(trace);
  const model = await play(scenario, modelServer());
  expect(model.failure).toBeUndefined();
  const server = realServer(inject('oozieUrl'), inject('definitionRoot'));
  const real = await play(scenario, server, model.transcript);
  if (real.failure === undefined) return;
  if (!(real.failure instanceof Disagreement)) throw real.failure;
  const said = real.transcript.map(({ asked, answer }) => `${asked} → ${answer.status} ${answer.code ?? ''}`);
  const { at } = real.failure;
  expect(model.transcript[at], `the model, where the real server differs after\n${said.join('\n')}`).toEqual(
    real.transcript[at],
  );
}

test(`random traces get the same answers from the model and from a real Oozie (HOWDAH_TRACE_SEED=${seed})`, async () => {
  const all = fc.sample(traces, { seed, numRuns: count });
  const failed: { index: number; error: unknown }[] = [];
  await together([...all.entries()], atOnce, async ([index, trace]) => {
    await playBoth(trace).catch((error: unknown) => failed.push({ index, error }));
  });
  console.log(`${all.length} random traces, seed ${seed}, ${failed.length} different`);
  const [first] = failed.sort((one, other) => one.index - other.index);
  if (first === undefined) return;
  if (process.env.HOWDAH_SHRINK !== '1') throw first.error;
  await fc.assert(fc.asyncProperty(traces, playBoth), {
    seed,
    path: String(first.index),
    interruptAfterTimeLimit: 240_000,
  });
}, 600_000);
