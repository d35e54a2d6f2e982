import { expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { nodeNamed, nodesByName } from './workflow.ts';

it('finds a node by its name; of two that share one, the first', () => {
  const { model } = workflowFrom(
    '<workflow-app><start to="a"/><kill name="a"/><join name="b"/><kill/><end name="a"/></workflow-app>',
  );
  expect(nodeNamed(model, 'a')?.kind).toBe('kill');
  expect([...nodesByName(model)].map(([name, { kind }]) => `${name} ${kind}`)).toEqual(['a kill', 'b join']);
  expect(nodeNamed(model, 'c')).toBeUndefined();
});
