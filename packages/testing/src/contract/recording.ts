import { readFileSync, writeFileSync } from 'node:fs';
import type { Exchange } from './conversation.ts';
import type { ScenarioGroup } from './oozie-contract.ts';
import { pack, unpack } from './packed-values.ts';

/** What a real Oozie 5.2.1 answered in each scenario of a group. */
export type Recording = Readonly<Record<string, readonly Exchange[]>>;

const fileOf = (group: ScenarioGroup) => new URL(`./recorded/${group}.jsonl`, import.meta.url);

export function readRecording(group: ScenarioGroup): Recording {
  return unpack(readFileSync(fileOf(group), 'utf8').trimEnd().split('\n')) as Recording;
}

export function writeRecording(group: ScenarioGroup, recording: Recording): void {
  writeFileSync(fileOf(group), `${pack(recording).join('\n')}\n`);
}
