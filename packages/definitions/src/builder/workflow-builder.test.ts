import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowDefinition } from '../definition/definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { graphOf, upstreamOf } from '../graph/index.ts';
import { BuildError } from './build-error.ts';
import { builtFrom, dependencies, nestedDependencies } from './dependencies.fixture.ts';
import { workflow } from './workflow-builder.ts';

function refusal(build: () => unknown): BuildError {
  try {
    build();
  } catch (error) {
    if (error instanceof BuildError) return error;
    throw error;
  }
  throw new Error('It was built.');
}

const fs = { operations: [{ mkdir: '${root}/x' }] };

describe('a workflow that is described', () => {
  it('forks where steps wait for the same, and joins where one waits for them', () => {
    const ingest = workflow('ingest', {
      global: { resourceManager: '${resourceManager}', nameNode: '${nameNode}' },
    })
      .shell('fetch', { exec: 'fetch.sh' })
      .spark('clean', { master: 'yarn', jar: 'clean.jar' })
      .hive('load', { script: 'load.q' }, { after: 'fetch' })
      .email('tell', { to: 'a@b.c', subject: 's', body: 'b' }, { after: ['clean', 'load'] })
      .build();
    const edges = graphOf(ingest.model).edges.filter(({ role }) => role !== 'error');
    expect(edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      ':start: > fetch',
      'fetch > fork-1',
      'fork-1 > clean',
      'fork-1 > load',
      'clean > join-1',
      'load > join-1',
      'join-1 > tell',
      'tell > end',
    ]);
    expect(printDefinition(ingest)).toContain(
      '    <action name="fetch">\n        <shell xmlns="uri:oozie:shell-action:1.0">\n            <exec>fetch.sh</exec>',
    );
  });

  it('goes on behind a decision, whichever case is taken', () => {
    const built = workflow('w')
      .decide('which', [{ when: '${x}', run: (b) => b.fs('a', fs).fs('b', fs, { after: [] }) }], 'skip')
      .fs('last', fs, { onError: (b) => b.fs('tidy', fs) })
      .build();
    expect([...upstreamOf(graphOf(built.model), 'last')].sort()).toEqual(
      [':start:', 'a', 'b', 'fork-1', 'join-1', 'which'].sort(),
    );
    expect(graphOf(built.model).nodes.get('tidy')?.reached).toBe('error');
  });

  it('is refused, with the steps that are to blame', () => {
    const w = workflow('w').fs('a', fs);
    expect(refusal(() => workflow('w').build())).toMatchObject({ problem: 'empty' });
    expect(refusal(() => w.fs('a', fs).build())).toMatchObject({ problem: 'duplicate-name', steps: ['a'] });
    expect(refusal(() => w.fs('1', fs).build())).toMatchObject({ problem: 'illegal-name', steps: ['1'] });
    expect(refusal(() => w.fs('b', fs, { after: 'c' }).build())).toMatchObject({
      problem: 'unknown-dependency',
      steps: ['b', 'c'],
    });
    expect(refusal(() => w.fs('b', fs, { after: 'c' }).fs('c', fs).build())).toMatchObject({
      problem: 'circle',
      steps: ['b', 'c'],
    });
  });

  it('is refused when its dependencies can’t be nested, with the barrier that would do', () => {
    const crossed = workflow('w')
      .fs('a', fs)
      .fs('b', fs, { after: [] })
      .fs('c', fs, { after: ['a', 'b'] })
      .fs('d', fs, { after: 'b' });
    const error = refusal(() => crossed.build());
    expect(error).toMatchObject({
      problem: 'not-nested',
      barrier: { before: ['a', 'b'], behind: ['d', 'c'] },
    });
    expect(crossed.build({ barriers: true }).kind).toBe('workflow');
  });
});

/** Whether `to` begins only when `from` is done: it is upstream, by a way that all of the run goes. */
function waits(built: WorkflowDefinition, from: string, to: string): boolean {
  return upstreamOf(graphOf(built.model), to).has(from);
}

describe('any dependencies that are nested', () => {
  it('become forks and joins that let each step wait for what it depends on, and nothing else', () => {
    fc.assert(
      fc.property(nestedDependencies, (steps) => {
        const built = builtFrom(steps, false);
        const before = new Map<string, Set<string>>();
        for (const { name, after } of steps) {
          before.set(name, new Set(after.flatMap((one) => [one, ...(before.get(one) ?? [])])));
        }
        for (const { name } of steps) {
          for (const { name: other } of steps) {
            expect(waits(built, other, name)).toBe(before.get(name)?.has(other) ?? false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('any dependencies', () => {
  it('are kept with barriers, or refused without', () => {
    fc.assert(
      fc.property(dependencies, (steps) => {
        const built = builtFrom(steps, true);
        for (const { name, after } of steps) {
          for (const one of after) expect(waits(built, one, name)).toBe(true);
        }
        try {
          builtFrom(steps, false);
        } catch (error) {
          expect(error).toMatchObject({ problem: 'not-nested' });
        }
      }),
      { numRuns: 60 },
    );
  });
});
