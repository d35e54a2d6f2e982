import { parseDefinition } from '@howdah/definitions';
import { describe, expect, test } from 'vitest';
import { type LocalDefinition, planDeployment } from './deployment-plan.ts';

const root = 'hdfs://nn:8020/definitions';

function local(file: string, xml: string): LocalDefinition {
  const definition = parseDefinition(xml);
  if (definition.kind === 'unknown') throw new Error(`${file} is no definition`);
  return { file, definition };
}

const workflow = (name: string, subPath?: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="a"/>${
    subPath === undefined
      ? ''
      : `<action name="a"><sub-workflow><app-path>${subPath}</app-path></sub-workflow><ok to="end"/><error to="end"/></action>`
  }<end name="end"/></workflow-app>`;
const coordinator = (path: string) =>
  `<coordinator-app name="c" frequency="60" start="2026-01-01T00:00Z" end="2027-01-01T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <action><workflow>
    <!-- leads to the workflow -->
    <app-path>
      ${path}
    </app-path>
  </workflow></action>
</coordinator-app>`;
const bundle = (path: string) =>
  `<bundle-app name="b" xmlns="uri:oozie:bundle:0.2"><coordinator name="c"><app-path>${path}</app-path></coordinator></bundle-app>`;

describe('the folder of an application', () => {
  test('is stored leaf first, each definition naming the path of what it refers to', () => {
    const plan = planDeployment(
      [
        local('bundle.xml', bundle('coordinators/daily')),
        local('coordinators/daily/coordinator.xml', coordinator('../../workflows/load/workflow.xml')),
        local('workflows/load/workflow.xml', workflow('load', 'workflows/clean')),
        local('workflows/clean/workflow.xml', workflow('clean')),
      ],
      { queue: 'low' },
      root,
    );
    expect(plan.uploads.map(({ file }) => file)).toEqual([
      'workflows/clean/workflow.xml',
      'workflows/load/workflow.xml',
      'coordinators/daily/coordinator.xml',
      'bundle.xml',
    ]);
    const [clean, load, daily, whole] = plan.uploads;
    expect(load?.xml).toContain(`<app-path>${clean?.path}</app-path>`);
    expect(daily?.xml).toContain(`<app-path>\n      ${load?.path}\n    </app-path>`);
    expect(daily?.xml).toContain('<!-- leads to the workflow -->');
    expect(whole?.xml).toContain(`<app-path>${daily?.path}</app-path>`);
    expect(plan.entry?.file).toBe('bundle.xml');
    expect(plan.properties).toEqual({ queue: 'low', 'oozie.bundle.application.path': whole?.path });
  });

  test('with another leaf has other paths all the way up', () => {
    const planOf = (leaf: string) =>
      planDeployment(
        [local('coordinator.xml', coordinator('workflow.xml')), local('workflow.xml', workflow(leaf))],
        {},
        root,
      );
    const [one, other, same] = [planOf('a'), planOf('b'), planOf('a')];
    expect(one.entry?.path).not.toBe(other.entry?.path);
    expect(same).toEqual(one);
  });

  test('may refer by a property, which then gets the path', () => {
    const xml = coordinator(`${'$'}{workflowPath}`);
    const plan = planDeployment(
      [local('coordinator.xml', xml), local('wf/workflow.xml', workflow('w'))],
      { workflowPath: 'wf' },
      root,
    );
    expect(plan.properties.workflowPath).toBe(plan.uploads[0]?.path);
    expect(plan.uploads[1]?.xml).toContain(xml);
  });

  test.each(['hdfs://nn/apps/load', '/apps/load', `${'$'}{nameNode}/apps/load`, `${'$'}{unknown}`])(
    'leaves %s, a matter of the cluster, as it is',
    (path) => {
      const plan = planDeployment([local('coordinator.xml', coordinator(path))], {}, root);
      expect(plan.uploads[0]?.xml).toContain(path);
    },
  );

  test('replaces the application path that it was given before', () => {
    const { properties } = planDeployment(
      [local('workflow.xml', workflow('w'))],
      { 'oozie.coord.application.path': 'old', 'oozie.wf.application.path': 'older' },
      root,
    );
    expect(Object.keys(properties)).toEqual(['oozie.wf.application.path']);
  });

  test('with two workflows of their own has no entry', () => {
    const plan = planDeployment(
      [local('a.xml', workflow('a')), local('b.xml', workflow('b'))],
      { x: 'y' },
      root,
    );
    expect(plan.entry).toBeUndefined();
    expect(plan.properties).toEqual({ x: 'y' });
  });

  test.each<[string, LocalDefinition[], RegExp]>([
    ['without definitions', [], /no definition/],
    [
      'with a reference to nothing',
      [local('c.xml', coordinator('nowhere'))],
      /c\.xml, line 5: nowhere leads to no workflow/,
    ],
    [
      'with a coordinator where a workflow is meant',
      [local('c.xml', coordinator('d.xml')), local('d.xml', coordinator('/x'))],
      /leads to no workflow/,
    ],
    [
      'with a circle',
      [local('a.xml', workflow('a', 'b.xml')), local('b.xml', workflow('b', 'a.xml'))],
      /a\.xml → b\.xml → a\.xml/,
    ],
    ['with a workflow in itself', [local('a.xml', workflow('a', 'a.xml'))], /leads to no workflow/],
  ])('%s is refused', (_, definitions, message) => {
    expect(() => planDeployment(definitions, {}, root)).toThrow(message);
  });
});
