import { describe, expect, it } from 'vitest';
import { oozieContract, scenarioGroups } from './oozie-contract.ts';
import { play } from './play.ts';
import { readRecording } from './recording.ts';
import { modelServer } from './servers.ts';

describe.each(scenarioGroups)('the model answers to %s as a real Oozie did', (group) => {
  const recording = readRecording(group);
  it.each(oozieContract[group].map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const { transcript, failure } = await play(scenario, modelServer(), recording[name]);
      expect(transcript).toEqual(recording[name]);
      expect(failure).toBeUndefined();
    },
  );
});
