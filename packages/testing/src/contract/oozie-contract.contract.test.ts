import { beforeAll, describe, expect, inject, it } from 'vitest';
import { oozieContract, scenarioGroups } from './oozie-contract.ts';
import { type Played, play, playUntilAgreed, together } from './play.ts';
import { type Recording, readRecording, writeRecording } from './recording.ts';
import type { Scenario } from './scenario.ts';
import { modelServer, realServer } from './servers.ts';

/** `all`, or `differing`: only the scenarios to which the model answers otherwise than the recording. */
const recordingOf = process.env.HOWDAH_RECORD;
const isRecording = recordingOf !== undefined;

/**
 * All take minutes, so that `npm test` plays one in ten, always the same: a red run has to mean a change of ours.
 * `HOWDAH_SCENARIOS` is `all`, or which tenth, from 0 to 9.
 */
const asked = process.env.HOWDAH_SCENARIOS ?? '0';
const oneIn = isRecording || asked === 'all' ? 1 : 10;
const tenth = Number(asked) || 0;

describe.each(scenarioGroups)('a real Oozie answers to %s as it did when it was recorded', (group) => {
  const recording = recordingOf === 'all' ? {} : readRecording(group);
  const scenarios: readonly Scenario[] = oozieContract[group].filter(
    (_, index) => index % oneIn === tenth % oneIn,
  );
  let played: ReadonlyMap<string, Played> = new Map();

  beforeAll(async () => {
    const server = realServer(inject('oozieUrl'), inject('definitionRoot'));
    // Many at once, since most of the time is spent waiting for Oozie to come to rest.
    const chosen = recordingOf === 'differing' ? await differing(scenarios, recording) : scenarios;
    const results = await together(chosen, isRecording ? 12 : 48, (scenario) =>
      isRecording ? play(scenario, server) : playUntilAgreed(scenario, server, recording[scenario.name]),
    );
    played = new Map(
      chosen.map(({ name }, index) => [name, results[index] ?? { transcript: [], failure: 0 }]),
    );
    if (!isRecording) return;
    const recorded = [...played].map(([name, { transcript }]) => [name, transcript] as const);
    writeRecording(group, { ...recording, ...Object.fromEntries(recorded) });
  }, 900_000);

  it.each(scenarios.map(({ name }) => name))('%s', (name) => {
    const result = played.get(name);
    if (!isRecording) expect(result?.transcript).toEqual(recording[name]);
    expect(result?.failure).toBeUndefined();
  });
});

async function differing(scenarios: readonly Scenario[], recording: Recording): Promise<Scenario[]> {
  const results = await together(scenarios, 1, (scenario) =>
    play(scenario, modelServer(), recording[scenario.name] ?? []),
  );
  return scenarios.filter((_, index) => results[index]?.failure !== undefined);
}
