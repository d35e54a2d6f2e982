import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it, vi } from 'vitest';
import { printDefinition } from '../definition/parse-definition.ts';
import { builtFrom, dependencies, nestedDependencies } from './dependencies.fixture.ts';
import type { Dependent } from './nested-steps.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });
const root = inject('definitionRoot');

async function runs(steps: readonly Dependent[]): Promise<void> {
  const xml = printDefinition(builtFrom(steps, true));
  expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
  const { path } = await oozie.uploadDefinition({
    kind: 'workflow',
    xml,
    root,
    properties: { nameNode: root },
  });
  const properties = { 'oozie.wf.application.path': path, nameNode: root };
  const { id } = await oozie.submit(properties, { start: true });
  await vi.waitFor(async () => expect(await oozie.workflows.status(id), xml).toBe('SUCCEEDED'), {
    timeout: 150_000,
    interval: 200,
  });
  const { actions } = await oozie.workflows.info(id);
  const ran = new Map(actions.map((action) => [action.name, action]));
  for (const { name, after } of steps) {
    const begun = ran.get(name)?.startTime?.valueOf() ?? 0;
    for (const one of after) {
      expect(ran.get(one)?.endTime?.valueOf() ?? Infinity, xml).toBeLessThanOrEqual(begun);
    }
  }
}

describe('a workflow built from dependencies', () => {
  // Side by side: Oozie can take seconds to come back to an action whose job was locked by another one.
  it('runs on Oozie, each step behind those that it waits for', { timeout: 180_000 }, async () => {
    await Promise.all(fc.sample(fc.oneof(nestedDependencies, dependencies), 3).map(runs));
  });
});
