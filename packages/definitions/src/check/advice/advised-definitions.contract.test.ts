import { createOozieClient, prepareDefinition } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { actionRows } from './action-rows.fixture.ts';
import { coordinatorOf, foundOf, property, workflowOf } from './advice.fixture.ts';
import { coordinatorRows } from './coordinator-rows.fixture.ts';
import { flowRows } from './flow-rows.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

const documents = [
  ...[...flowRows, ...actionRows].map(({ of, code, options, pieces }) => ({
    of,
    code,
    options,
    xml: workflowOf(...pieces),
  })),
  ...coordinatorRows.map(({ of, code, options, piece }) => ({
    of,
    code,
    options,
    xml: coordinatorOf(piece),
  })),
];

describe('what is advised on', () => {
  it.each(documents)(
    'is valid for Oozie, though it has $of, and with the fix',
    async ({ code, options, xml }) => {
      expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
      const [found] = foundOf(xml, code, options);
      if (found?.fix === undefined) return;
      const fixed = printDefinition(editDefinition(parseDefinition(xml), found.fix.changes));
      expect(await oozie.validate(fixed), fixed).toMatchObject({ valid: true });
    },
  );

  it('is the second default for a name, of which Oozie takes the first', async () => {
    const twice = `<parameters>${property('nameNode', 'file:///first')}${property('nameNode', 'file:///second')}</parameters>`;
    const document = coordinatorOf({ properties: property('got', `got \${nameNode}`) }).replace(
      '\n  <action>',
      `\n  ${twice}\n  <action>`,
    );
    const found = foundOf(document, 'repeated-property');
    expect(found).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('takes the first') },
    ]);
    const { xml, path } = prepareDefinition({
      kind: 'coordinator',
      xml: document,
      root: inject('definitionRoot'),
    });
    const inline = { 'oozie.jobs.api.generated.xml': xml, 'oozie.coord.application.path': path };
    expect((await oozie.dryrun(inline)).id).toContain('got file:///first');
  });
});
