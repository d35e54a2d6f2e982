import { createOozieClient } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { actionRows } from './action-rows.fixture.ts';
import { coordinatorOf, foundOf, workflowOf } from './advice.fixture.ts';
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
});
