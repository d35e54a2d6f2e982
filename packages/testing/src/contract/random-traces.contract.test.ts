import * as fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { Disagreement } from './conversation.ts';
import { play, playUntilAgreed, together } from './play.ts';
import { scenarioOf, type Trace, traces } from './random-traces.ts';
import { modelServer, realServer } from './servers.ts';

/** `npm test` plays the same few each time; others by these variables. */
const seed = Number(process.env.HOWDAH_TRACE_SEED ?? 2);
const count = Number(process.env.HOWDAH_TRACES ?? 6);
/** How many steps a trace has at most. */
const steps = Number(process.env.HOWDAH_TRACE_STEPS ?? 8);
const atOnce = Number(process.env.HOWDAH_TRACES_AT_ONCE ?? 40);

/** Plays a trace on the model, and then on the real server, which has to answer the same. @returns how many tries */
async function playBoth(trace: Trace): Promise<number> {
  const scenario = scenarioOf(trace);
  const model = await play(scenario, modelServer());
  expect(model.failure).toBeUndefined();
  const server = realServer(inject('oozieUrl'), inject('definitionRoot'));
  const real = await playUntilAgreed(scenario, server, model.transcript);
  if (real.failure === undefined) return real.tries;
  if (!(real.failure instanceof Disagreement)) throw real.failure;
  const said = real.transcript.map(({ asked, answer }) => `${asked} → ${answer.status} ${answer.code ?? ''}`);
  const { at } = real.failure;
  expect(model.transcript[at], `the model, where the real server differs after\n${said.join('\n')}`).toEqual(
    real.transcript[at],
  );
  throw real.failure;
}

test(`random traces get the same answers from the model and from a real Oozie (HOWDAH_TRACE_SEED=${seed})`, async () => {
  const all = fc.sample(traces(steps), { seed, numRuns: count });
  const failed: { index: number; error: unknown }[] = [];
  let again = 0;
  await together([...all.entries()], atOnce, async ([index, trace]) => {
    try {
      if ((await playBoth(trace)) > 1) again += 1;
    } catch (error) {
      failed.push({ index, error });
    }
  });
  console.log(
    `${count} random traces, seed ${seed}: ${failed.length} differ, ${again} agreed only when played again`,
  );
  const [first] = failed.sort((one, other) => one.index - other.index);
  if (first === undefined) return;
  if (process.env.HOWDAH_SHRINK !== '1') throw first.error;
  const property = fc.asyncProperty(traces(steps), async (trace) => {
    await playBoth(trace);
  });
  await fc.assert(property, { seed, path: String(first.index), interruptAfterTimeLimit: 240_000 });
}, 3_600_000);
