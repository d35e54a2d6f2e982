import { createOozieClient } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { generateCoordinators } from '../calendar/generated-coordinators.fixture.ts';
import { dryRun } from '../check/oozie-verdict.fixture.ts';
import type { CoordinatorDefinition } from '../definition/definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { bundle } from './bundle-builder.ts';
import { coordinator, type InputRule } from './coordinator-builder.ts';
import { newSla } from './new-sla.ts';
import { workflow } from './workflow-builder.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });
const root = inject('definitionRoot');
const kinds = { workflow: 'workflow', coordinator: 'coordinator', bundle: 'bundle' } as const;

async function uploaded(xml: string, kind: 'workflow' | 'coordinator'): Promise<string> {
  const { path } = await oozie.uploadDefinition({ kind: kinds[kind], xml, root, properties: {} });
  return path;
}

const makesDirectory = () =>
  printDefinition(
    workflow('w')
      .fs('a', { operations: [{ mkdir: `${root}/x` }] })
      .build(),
  );

/** With all that generated ones have, and what they don't: parameters, an SLA, input logic. */
function builtCoordinators(appPath: string): CoordinatorDefinition[] {
  // Cron that fits no day of a few weeks makes no action, which Oozie refuses.
  const plans = generateCoordinators(20261123, 40).filter(({ kind }) => kind !== 'cron');
  return plans.slice(0, 25).map(({ plan }, index) => {
    const { inputs = [], outputs = [], datasets = [], configuration = [] } = plan;
    const runs = {
      appPath,
      configuration: Object.fromEntries(configuration.map(({ name, value }) => [name, value ?? ''])),
      ...(index % 3 === 0 && {
        sla: newSla({
          nominalTime: '${coord:nominalTime()}',
          shouldStart: '${5 * MINUTES}',
          shouldEnd: '${30 * MINUTES}',
          alertEvents: ['start_miss', 'end_miss'],
        }),
      }),
    };
    let described = coordinator(`built-${index}`, {
      ...(index % 2 === 0 && { version: '0.4' as const }),
      frequency: plan.frequency ?? '',
      start: plan.start ?? '',
      end: plan.end ?? '',
      timezone: plan.timezone ?? 'UTC',
      parameters: { root: 'file:///nowhere' },
      controls: { timeout: 10, concurrency: '${1 + 1}', execution: 'LIFO', throttle: 8 },
      runs,
    });
    for (const { name, ...rest } of datasets) {
      described = described.dataset(name ?? '', {
        frequency: rest.frequency ?? '',
        initialInstance: rest.initialInstance ?? '',
        uriTemplate: rest.uriTemplate ?? '',
        ...(rest.timezone !== undefined && { timezone: rest.timezone }),
        ...(rest.doneFlag !== undefined && { doneFlag: rest.doneFlag }),
      });
    }
    for (const { name = '', dataset = '', instances = [], startInstance, endInstance } of inputs) {
      const range = { from: startInstance ?? '', to: endInstance ?? '' };
      described = described.input(name, dataset, startInstance === undefined ? instances : range);
    }
    for (const { name = '', dataset = '', instances = [] } of outputs) {
      described = described.output(name, dataset, instances[0] ?? '', { nocleanup: true });
    }
    return described.build();
  });
}

const rules: readonly InputRule[] = [
  'a',
  { and: ['a', 'b'] },
  { or: ['a', { and: ['b', 'c'], min: 1 }] },
  { combine: ['a', 'b'] },
  { or: [{ input: 'a', min: 1, wait: 10 }, 'b'] },
];

const waiting = (rule: InputRule, appPath: string) => {
  const start = Date.UTC(2026, 0, 2);
  const dataset = { frequency: 60, initialInstance: start, uriTemplate: 'file:///nowhere/${HOUR}' };
  const options = { frequency: 60, start, end: start + 7_200_000, runs: { appPath } };
  return coordinator('waits', options)
    .dataset('one', dataset)
    .dataset('two', { ...dataset, doneFlag: '' })
    .input('a', 'one', '${coord:current(0)}')
    .input('b', 'two', ['${coord:current(0)}', '${coord:current(-1)}'])
    .input('c', 'one', { from: '${coord:current(-3)}', to: '${coord:current(0)}' })
    .waitFor(rule)
    .build();
};

describe('built coordinators and bundles', () => {
  it('are taken by Oozie', async () => {
    const appPath = await uploaded(makesDirectory(), 'workflow');
    const all = [...builtCoordinators(appPath), ...rules.map((rule) => waiting(rule, appPath))];
    const refused: string[] = [];
    for (const built of all) {
      const xml = printDefinition(built);
      expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
      const answer = await dryRun(oozie, root, 'coordinator', xml, {});
      if (answer !== 'OK') refused.push(`${answer}\n${xml}`);
    }
    expect(refused).toEqual([]);
    expect(all.length).toBe(30);
    const [first, second] = await Promise.all(
      all.slice(0, 2).map((built) => uploaded(printDefinition(built), 'coordinator')),
    );
    for (const kickOff of [undefined, Date.UTC(2026, 0, 1), '2040-01-01T00:00Z', '${kickOff}']) {
      const built = bundle('built', { ...(kickOff && { kickOff }), parameters: { x: '1' } })
        .coordinator('one', { appPath: first ?? '', configuration: { y: '${x}' } })
        .coordinator('two', { appPath: second ?? '', enabled: false })
        .build();
      const xml = printDefinition(built);
      expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
      const answer = await dryRun(oozie, root, 'bundle', xml, { kickOff: '2040-01-01T00:00Z' });
      expect(answer, xml).toBe('OK');
    }
  });
});
