import 'fake-indexeddb/auto';
import { createOozieClient, parseConfiguration } from '@howdah/oozie-client';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { askWithin } from '../commands/ask.ts';
import { inspectorsProfile, surveys, until } from '../testing-ground/inspectors-profile.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
let profile: ReturnType<typeof inspectorsProfile>;

beforeEach(() => {
  profile = inspectorsProfile({ url, user: 'inspector', definitionRoot, timeoutMs: 5_000 });
});
afterEach(() => profile.closeAll());

/** Goes well only when it is told so; a check of the file system comes before, which goes well each time. */
const fallible = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="first"/>
  <action name="first"><fs/><ok to="choose"/><error to="fail"/></action>
  <decision name="choose"><switch><case to="end">\${goesWell}</case><default to="fail"/></switch></decision>
  <kill name="fail"><message>as told</message></kill>
  <end name="end"/>
</workflow-app>`;

const fallibleSurveys = surveys({
  toOozie: ({ id, severity }) => ({
    definition: fallible,
    properties: { jobName: id, goesWell: severity > 5 },
  }),
});

describe('a survey whose workflow failed', () => {
  async function failed() {
    const tab = await profile.openTab({ collections: [fallibleSurveys] });
    const id = profile.named('fallible');
    await tab.db.surveys.add({ id, severity: 1, status: 'finished' });
    await until(async () => expect(await tab.db.surveys.get(id)).toMatchObject({ jobStatus: 'KILLED' }));
    tab.howdah.parked.subscribe(() => {});
    const jobId = (await tab.db.surveys.get(id))?.jobId ?? '';
    return { ...tab, id, jobId };
  }

  it('runs again with other properties, once for each time that it is asked, also in the app’s own transaction', async () => {
    const { db, howdah, id, jobId } = await failed();
    await howdah.ask('surveys', id, { do: 'rerun' });
    await until(async () =>
      expect(await client.workflows.info(jobId)).toMatchObject({ run: 1, status: 'KILLED' }),
    );
    await db.transaction('rw', ['surveys', 'howdah_commands', 'howdah_intents'], async ({ idbtrans }) => {
      askWithin(idbtrans, 'surveys', id, { do: 'rerun', from: 'start', properties: { goesWell: true } });
    });
    await until(async () =>
      expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED', jobId }),
    );
    const job = await client.workflows.info(jobId);
    expect(job.run).toBe(2);
    // What wasn't named stayed: Oozie merges.
    expect(parseConfiguration(job.conf ?? '')).toMatchObject({ jobName: id, goesWell: 'true' });
    expect(howdah.parked.current).toEqual([]);
    expect(await db.table('howdah_commands').count()).toBe(0);
  });

  it('goes on after nodes that it is told to skip, and where it failed after that', async () => {
    const { db, howdah, id, jobId } = await failed();
    await howdah.ask('surveys', id, { do: 'rerun', skip: ['first'] });
    await until(async () =>
      expect(await client.workflows.info(jobId)).toMatchObject({ run: 1, status: 'KILLED' }),
    );
    await howdah.ask('surveys', id, { do: 'rerun', from: 'failed', properties: { goesWell: 'true' } });
    await until(async () => {
      expect(howdah.parked.current).toEqual([]);
      expect(await client.workflows.info(jobId)).toMatchObject({ run: 2 });
    });
    await until(async () => expect(await db.table('howdah_commands').count()).toBe(0));
    expect(howdah.parked.current).toEqual([]);
  });

  it('isn’t run again when somebody else did so since it was asked: its row says when, then and now', async () => {
    const { howdah, id, jobId, close } = await failed();
    await close();
    await client.workflows.rerun(jobId, { 'oozie.wf.rerun.failnodes': 'true', goesWell: 'true' });
    await until(async () => expect(await client.workflows.status(jobId)).not.toBe('RUNNING'));
    const again = await profile.openTab({ collections: [] });
    await again.howdah.ask('surveys', id, { do: 'rerun' });
    await again.close();
    const last = await profile.openTab({ collections: [fallibleSurveys] });
    last.howdah.parked.subscribe(() => {});
    await until(() =>
      expect(last.howdah.parked.current).toMatchObject([
        {
          rowKey: id,
          message: expect.stringMatching(/asked on .*Z to rerun it while it was KILLED; it is .*run 1/),
        },
      ]),
    );
    expect(await client.workflows.info(jobId)).toMatchObject({ run: 1 });
    expect(howdah.database).toBe(last.howdah.database);
  });
});
