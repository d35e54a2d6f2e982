import { describe, expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { criticalPath } from './critical-path.ts';
import { downstreamOf, graphOf, pathsTo, upstreamOf } from './workflow-graph.ts';

const graphFrom = (nodes: string) =>
  graphOf(
    workflowFrom(`<workflow-app name="w" xmlns="uri:oozie:workflow:1.0">${nodes}</workflow-app>`).model,
  );

const action = (name: string, ok: string, error = 'fail') =>
  `<action name="${name}"><fs/><ok to="${ok}"/><error to="${error}"/></action>`;

const ending = '<kill name="fail"><message>x</message></kill><end name="end"/>';

const nested = graphFrom(`<start to="outer"/>
  <fork name="outer"><path start="a"/><path start="inner"/></fork>${action('a', 'met')}
  <fork name="inner"><path start="b"/><path start="c"/></fork>${action('b', 'close')}
  ${action('c', 'close', 'cleanup')}<join name="close" to="d"/>${action('d', 'met')}
  ${action('cleanup', 'fail')}<join name="met" to="end"/>${ending}`);

describe('the graph of a workflow', () => {
  it('says which join closes which fork, and what is in the branches', () => {
    expect(nested.forks.get('outer')).toEqual({
      fork: 'outer',
      join: 'met',
      branches: [['a'], expect.arrayContaining(['inner', 'close', 'd'])],
      within: undefined,
    });
    expect(nested.forks.get('inner')).toMatchObject({
      join: 'close',
      within: { fork: 'outer', path: 1 },
    });
    expect(nested.nodes.get('b')?.branch).toEqual({ fork: 'inner', path: 0 });
  });

  it('tells what only errors lead to from what a run that succeeds goes through', () => {
    const only = [...nested.nodes.values()].filter(({ reached }) => reached === 'error').map(({ id }) => id);
    expect(only).toEqual(['cleanup', 'fail']);
    expect(nested.nodes.get('a')).toMatchObject({ actionType: 'fs', rank: 2, reached: 'main' });
  });

  it('knows what comes before and behind a node', () => {
    expect([...upstreamOf(nested, 'd')].sort()).toEqual([':start:', 'b', 'c', 'close', 'inner', 'outer']);
    expect([...downstreamOf(nested, 'd')].sort()).toEqual(['end', 'fail', 'met']);
    expect(pathsTo(nested, 'a').map(({ from, to }) => `${from} ${to}`)).toEqual([':start: outer', 'outer a']);
  });

  it('can still be drawn when names lead nowhere, come twice, or lead in a circle', () => {
    const graph = graphFrom(
      `<start to="a"/>${action('a', 'b', 'nowhere')}${action('b', 'a')}${action('a', 'end')}${ending}`,
    );
    expect([...graph.nodes.keys()]).toEqual([':start:', 'a', 'b', 'a#2', 'fail', 'end']);
    expect(graph.edges.filter(({ dangling }) => dangling)).toMatchObject([{ from: 'a', to: 'nowhere' }]);
    expect(graph.edges.filter(({ back }) => back)).toMatchObject([{ from: 'b', to: 'a' }]);
    expect(graph.nodes.get('a#2')?.reached).toBe('never');
  });

  it('has room for a chain of 5,000 actions', () => {
    const count = 5000;
    const chain = Array.from({ length: count }, (_, at) =>
      action(`n${at}`, at + 1 < count ? `n${at + 1}` : 'end'),
    );
    const graph = graphFrom(`<start to="n0"/>${chain.join('')}${ending}`);
    expect(graph.nodes.get('end')?.rank).toBe(count + 1);
    expect(criticalPath(graph, () => 2).total).toBe(2 * (count + 2));
    expect(upstreamOf(graph, 'end').size).toBe(count + 1);
  });
});

describe('the critical path', () => {
  const durations: Record<string, number> = { a: 10, b: 3, c: 5, d: 2, cleanup: 100 };
  const critical = criticalPath(nested, ({ id }) => durations[id]);

  it('goes by the longest branch, and not by errors', () => {
    expect(critical).toMatchObject({ path: [':start:', 'outer', 'a', 'met', 'end'], total: 10 });
  });

  it('says how much longer the others could take', () => {
    expect(Object.fromEntries(critical.slack)).toMatchObject({ a: 0, b: 5, c: 3, d: 3 });
    expect(critical.slack.has('cleanup')).toBe(false);
  });

  it('goes where the run went, when that is known', () => {
    const graph = graphFrom(`<start to="which"/><decision name="which"><switch><case to="long">\${x}</case>
      <default to="short"/></switch></decision>${action('long', 'end')}${action('short', 'end')}${ending}`);
    const duration = ({ id }: { id: string }) => (id === 'long' ? 9 : 1);
    expect(criticalPath(graph, duration).path).toContain('long');
    const went = criticalPath(graph, duration, ({ id }) => (id === 'which' ? 'short' : undefined));
    expect(went).toMatchObject({ path: [':start:', 'which', 'short', 'end'] });
    const failed = criticalPath(graph, duration, ({ id }) => (id === 'long' ? 'fail' : undefined));
    expect(failed.path.at(-1)).toBe('fail');
  });
});
