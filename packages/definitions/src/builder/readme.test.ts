import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { graphOf } from '../graph/index.ts';
import { bundle } from './bundle-builder.ts';
import { coordinator } from './coordinator-builder.ts';
import { workflow } from './workflow-builder.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Code without what a formatter decides. */
const bare = (code: string) => code.replace(/\s+/g, '').replace(/,(?=[)}\]])/g, '');

/** The code of the README's section on builders. */
function examples(): string[] {
  const section = /\n## Build\n(.*?)\n## /s.exec(read('../../README.md'))?.[1] ?? '';
  return [...section.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => bare(code));
}

it('the README’s examples build what it says', () => {
  const ingest = workflow('ingest', {
    global: { resourceManager: '${resourceManager}', nameNode: '${nameNode}' },
  })
    .shell('fetch', { exec: 'fetch.sh' })
    .spark('clean', { master: 'yarn', jar: 'clean.jar' })
    .hive('load', { script: 'load.q' }, { after: 'fetch' })
    .email('tell', { to: 'a@b.c', subject: 's', body: 'b' }, { after: ['clean', 'load'] })
    .build();
  const ways = graphOf(ingest.model).edges.filter(({ role }) => role !== 'error');
  expect(ways.map(({ from, to }) => `${from} > ${to}`)).toContain('join-1 > tell');

  const daily = coordinator('daily', {
    frequency: '${coord:days(1)}',
    start: Date.UTC(2026, 0, 1),
    end: '2027-01-01T00:00Z',
    runs: { appPath: '/apps/daily', configuration: { in: "${coord:dataIn('in')}" } },
  })
    .dataset('logs', {
      frequency: 60,
      initialInstance: Date.UTC(2026, 0, 1),
      uriTemplate: '/logs/${DAY}/${HOUR}',
    })
    .input('in', 'logs', { from: '${coord:current(-23)}', to: '${coord:current(0)}' })
    .build();
  expect(daily.model.inputEvents?.dataIns.length).toBe(1);

  const all = bundle('all', { kickOff: Date.UTC(2026, 0, 1) })
    .coordinator('daily', { appPath: '/apps/daily' })
    .build();
  expect(all.model.coordinators.length).toBe(1);
});

it('the README has the code of this test', () => {
  const here = bare(read('./readme.test.ts'));
  const statements = examples().flatMap((code) => code.split(/(?<=;)(?=const)/));
  expect(statements.length).toBe(3);
  for (const statement of statements) expect(here).toContain(statement);
});
