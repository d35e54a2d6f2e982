import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { type Lineage, type LineageDocument, type LineageOptions, lineageOf } from './lineage.ts';

const dataset = (name: string, uri: string) =>
  `<dataset name="${name}" frequency="60" initial-instance="2026-01-01T00:00Z" timezone="UTC"><uri-template>${uri}</uri-template></dataset>`;
const property = (name: string, value: string) =>
  `<property><name>${name}</name><value>${value}</value></property>`;
const coordinator = (inside: string, app: string, configuration = '') =>
  `<coordinator-app name="c" frequency="60" start="2026-01-01T00:00Z" end="2026-02-01T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.4">${inside}<action><workflow><app-path>${app}</app-path><configuration>${configuration}</configuration></workflow></action></coordinator-app>`;
const workflow = (actions: string) =>
  `<workflow-app name="w" xmlns="uri:oozie:workflow:1.0"><start to="a"/>${actions}<end name="end"/></workflow-app>`;
const action = (inside: string, name = 'a') =>
  `<action name="${name}">${inside}<ok to="end"/><error to="end"/></action>`;
const event = (kind: 'in' | 'out', name: string, of: string) =>
  `<${kind}put-events><data-${kind} name="${name}" dataset="${of}"><instance>\${coord:current(0)}</instance></data-${kind}></${kind}put-events>`;

const documents = (files: Record<string, string>): LineageDocument[] =>
  Object.entries(files).map(([path, xml]) => ({ path, definition: parseDefinition(xml) }));
const lineage = (files: Record<string, string>, options?: LineageOptions) =>
  lineageOf(documents(files), options);
const told = ({ edges }: Lineage) =>
  edges.map(
    ({ from, to, role, of, operation }) => `${from} ${operation ?? role} ${to}${of ? ` (${of})` : ''}`,
  );

const warehouse = {
  'hdfs://nn/apps/bundle.xml': `<bundle-app name="b" xmlns="uri:oozie:bundle:0.2">
    <coordinator name="one"><app-path>\${apps}/raw</app-path><configuration>${property('out', '/clean')}</configuration></coordinator>
    <coordinator name="two"><app-path>\${apps}/report</app-path><configuration>${property('in', '/clean/')}</configuration></coordinator>
    <coordinator name="gone"><app-path>\${apps}/gone</app-path></coordinator></bundle-app>`,
  'hdfs://nn/apps/raw/coordinator.xml': coordinator(
    `<datasets><include>\${apps}/shared.xml</include>${dataset('mine', 'hdfs://nn${out}/${YEAR}/${MONTH}')}</datasets>${event('in', 'logs', 'raw')}${event('out', 'o', 'mine')}`,
    '${apps}/raw/workflow.xml',
    property('target', "${coord:dataOut('o')}"),
  ),
  'hdfs://nn/apps/shared.xml': `<datasets>${dataset('raw', '/raw/${YEAR}')}</datasets>`,
  'hdfs://nn/apps/raw/workflow.xml': workflow(
    action(
      '<shell xmlns="uri:oozie:shell-action:1.0"><prepare><delete path="${target}"/></prepare><exec>x</exec></shell>',
    ) + action('<sub-workflow><app-path>/apps/tidy</app-path><propagate-configuration/></sub-workflow>', 'b'),
  ),
  'hdfs://nn/apps/tidy/workflow.xml': workflow(
    action('<fs><move source="${target}" target="/old/${unknown}"/></fs>'),
  ),
  'hdfs://nn/apps/report/coordinator.xml': coordinator(
    `<datasets>${dataset('theirs', 'hdfs://NN${in}/${YEAR}/./${MONTH}/')}</datasets>${event('in', 'i', 'theirs')}`,
    '/apps/tidy',
    property('target', '${coord:dataIn("i")}/x'),
  ),
};

describe('the lineage of definitions', () => {
  const found = lineage(warehouse, { properties: { apps: 'hdfs://nn/apps' } });
  const clean = 'data:hdfs://nn/clean/${YEAR}/${MONTH}';

  it('leads from bundles to the last workflow, and from those who write data to those who read them', () => {
    expect(told(found)).toEqual([
      'apps/bundle.xml runs apps/raw/coordinator.xml (one)',
      'apps/bundle.xml runs apps/report/coordinator.xml (two)',
      'apps/bundle.xml runs elsewhere:hdfs://nn/apps/gone (gone)',
      'apps/raw/coordinator.xml runs apps/raw/workflow.xml',
      'apps/report/coordinator.xml runs apps/tidy/workflow.xml',
      'apps/raw/workflow.xml runs apps/tidy/workflow.xml (b)',
      'data:/raw/${YEAR} reads apps/raw/coordinator.xml (logs)',
      `apps/raw/coordinator.xml writes ${clean} (o)`,
      `${clean} reads apps/report/coordinator.xml (i)`,
      `apps/raw/workflow.xml delete ${clean} (a)`,
      `apps/tidy/workflow.xml move ${clean}/x (a)`,
      'apps/tidy/workflow.xml move data:/old/${unknown} (a)',
      `apps/tidy/workflow.xml move ${clean} (a)`,
    ]);
    expect(found.outgoing.get(clean)?.map(({ to }) => to)).toEqual(['apps/report/coordinator.xml']);
    expect(found.nodes.get('apps/tidy/workflow.xml')).toEqual({
      id: 'apps/tidy/workflow.xml',
      kind: 'workflow',
      path: 'hdfs://nn/apps/tidy/workflow.xml',
      name: 'w',
    });
  });

  it('takes the properties that each document has', () => {
    const one = (uri: string, properties: Record<string, string>, path: string): LineageDocument => ({
      path,
      definition: parseDefinition(
        coordinator(`<datasets>${dataset('d', uri)}</datasets>${event('out', 'o', 'd')}`, '/x'),
      ),
      properties,
    });
    const both = lineageOf([
      one('${root}/d', { root: '/a' }, 'a/coordinator.xml'),
      one('${base}/d', { base: '/a' }, 'b/coordinator.xml'),
    ]);
    expect(both.incoming.get('data:/a/d')?.map(({ from }) => from)).toEqual([
      'a/coordinator.xml',
      'b/coordinator.xml',
    ]);
  });

  it('is there for broken definitions, circles, and nothing', () => {
    expect(lineageOf([]).nodes.size).toBe(0);
    const itself = workflow(action('<sub-workflow><app-path>/w</app-path></sub-workflow>'));
    expect(told(lineage({ '/w/workflow.xml': itself }))).toEqual(['w/workflow.xml runs w/workflow.xml (a)']);
    const broken = [
      '',
      '<coordinator-app',
      '<bundle-app><coordinator/></bundle-app>',
      '<workflow-app><action>',
    ];
    for (const xml of [
      ...broken,
      '<coordinator-app><datasets><dataset/></datasets><input-events><data-in/>',
    ]) {
      expect(lineage({ 'x.xml': xml }).edges).toEqual([]);
    }
    const cut = Object.values(warehouse).map((xml) => xml.slice(0, xml.length / 2));
    expect(() => lineage(Object.fromEntries(cut.map((xml, at) => [`${at}.xml`, xml])))).not.toThrow();
  });

  it('has room for a thousand coordinators, each reading what the one before writes', () => {
    const files = Array.from({ length: 1000 }, (_, at): [string, string] => [
      `c${at}/coordinator.xml`,
      coordinator(
        `<datasets>${dataset('i', `/d/${at}`)}${dataset('o', `/d/${at + 1}`)}</datasets>${event('in', 'i', 'i')}${event('out', 'o', 'o')}`,
        `/root/c${at}/workflow.xml`,
      ),
    ]);
    const { edges, outgoing } = lineage(Object.fromEntries(files));
    expect(edges.length).toBe(3000);
    expect(outgoing.get('data:/d/500')?.map(({ to }) => to)).toEqual(['c500/coordinator.xml']);
  });
});
