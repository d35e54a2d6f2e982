import { createOozieClient, OozieError, prepareDefinition } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { checkDefinition } from './check-definition.ts';
import { action, refusedWorkflows, workflowOf } from './refused-workflows.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });
const root = inject('definitionRoot');

/** The code with which Oozie refuses a job of a workflow; `'none'` when it takes it. */
async function refusalOf(
  xml: string,
  properties: Readonly<Record<string, string>> = {},
  how: 'dryrun' | 'submit' = 'dryrun',
): Promise<string> {
  const prepared = prepareDefinition({ kind: 'workflow', xml, root });
  const job = {
    ...properties,
    'oozie.jobs.api.generated.xml': prepared.xml,
    'oozie.wf.application.path': prepared.path,
  };
  try {
    await (how === 'dryrun' ? oozie.dryrun(job) : oozie.submit(job));
    return 'none';
  } catch (error) {
    if (error instanceof OozieError && error.code !== undefined) return error.code;
    throw error;
  }
}

describe('a workflow with', () => {
  it.each(refusedWorkflows)('$title is refused by Oozie as it is here', async (refused) => {
    const { xml, properties, oozieCode, by } = refused;
    if (by === 'validation') {
      expect(await oozie.validate(xml)).toMatchObject({ valid: false });
      return;
    }
    const how = by === 'submit only' ? 'submit' : 'dryrun';
    expect(await refusalOf(xml, properties, how)).toBe(oozieCode);
  });

  it.each(refusedWorkflows.filter(({ by }) => by === 'submit only'))(
    '$title is taken by a dry run',
    async ({ xml, properties }) => {
      expect(await refusalOf(xml, properties)).toBe('none');
    },
  );

  it('forks that don’t pair is taken when the job asks not to look', async () => {
    const xml = workflowOf(
      `<start to="f"/><fork name="f"><path start="a"/><path start="b"/></fork>${action('a', 'end')}${action('b', 'end')}`,
    );
    const properties = { 'oozie.wf.validate.ForkJoin': 'false' };
    expect(await refusalOf(xml)).toBe('E0730');
    expect(await refusalOf(xml, properties)).toBe('none');
    const codes = checkDefinition(parseDefinition(xml), { properties }).map(({ code }) => code);
    expect(codes).not.toContain('unpaired-fork-join');
  });

  it('a missing parameter is taken in version 0.4.5, which Oozie doesn’t look at', async () => {
    const parameters = '<parameters><property><name>queue</name></property></parameters>';
    const xml = workflowOf(`${parameters}<start to="a"/>${action('a', 'end')}`, '0.4.5');
    expect(await refusalOf(xml, { other: 'x' })).toBe('none');
    const found = checkDefinition(parseDefinition(xml), { properties: { other: 'x' } });
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
