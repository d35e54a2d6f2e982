import { createOozieClient } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { dryRun } from '../check/oozie-verdict.fixture.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { addsEveryAction, everythingElse } from './built-actions.fixture.ts';
import { workflow } from './workflow-builder.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });
const root = inject('definitionRoot');
const properties = {
  nameNode: root,
  resourceManager: 'rm:8032',
  queue: 'default',
  password: 'x',
  'mapreduce.job.user.name': 'howdah',
};

async function saysOfBuilt(built: { readonly tree: { readonly text: string } }): Promise<string> {
  const xml = built.tree.text;
  const { valid } = await oozie.validate(xml);
  return valid ? await dryRun(oozie, root, 'workflow', xml, properties) : `invalid: ${xml}`;
}

describe('a built workflow is taken by Oozie', () => {
  it.each(['0.5', '1.0'] as const)('with every type of action, in version %s', async (version) => {
    const together = (jobXmls: readonly string[]) =>
      addsEveryAction(version, jobXmls)
        .reduce((w, add) => add(w), workflow('built', { version }))
        .build();
    const xml = printDefinition(together(['a.xml', 'b.xml']));
    expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
    expect(await saysOfBuilt(together([]))).toBe('OK');
  });

  it.each(['0.5', '1.0'] as const)(
    'with decisions, ways for errors, credentials, parameters, global, SLA and retries, in version %s',
    async (version) => {
      const built = everythingElse(version, []).build();
      expect(await saysOfBuilt(built), printDefinition(built)).toBe('OK');
    },
  );
});
