import { createOozieClient } from '@howdah/oozie-client';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../clock/virtual-clock.ts';
import { createModelOozie, type ModelOozieOptions } from './model-oozie.ts';

const startAt = Date.parse('2026-11-23T05:00Z');
const day = 86_400_000;
const root = 'hdfs://namenode:8020/definitions';

const ingest =
  '<workflow-app name="ingest" xmlns="uri:oozie:workflow:1.0"><start to="load"/><action name="load"><shell xmlns="uri:oozie:shell-action:1.0"><exec>load.sh</exec></shell><ok to="end"/><error to="failed"/></action><kill name="failed"><message>loading failed</message></kill><end name="end"/></workflow-app>';

const daily = (workflowPath: string) =>
  `<coordinator-app name="daily" frequency="\${coord:days(1)}" start="2026-11-22T00:00Z" end="2026-12-22T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><action><workflow><app-path>${workflowPath}</app-path></workflow></action></coordinator-app>`;

function server(options: ModelOozieOptions = {}) {
  const clock = createVirtualClock({ startAt });
  const oozie = createModelOozie({ clock, ...options });
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    user: 'alice',
    fetch: oozie.fetch,
    retries: 0,
  });
  const stored = (xml: string, kind: 'workflow' | 'coordinator' = 'workflow') =>
    client.uploadDefinition({ kind, xml, root }).then(({ path }) => path);
  const run = async (more: Record<string, string> = {}) => {
    const path = await stored(ingest);
    const { id } = await client.submit({ 'oozie.wf.application.path': path, ...more }, { start: true });
    await clock.advance(100);
    return id;
  };
  return { clock, oozie, client, stored, run };
}

describe('a workflow runs as long as the test says', () => {
  it('until it is completed', async () => {
    const { clock, oozie, client, run } = server();
    const id = await run();
    await clock.advance(3 * day);
    expect(await client.workflows.status(id)).toBe('RUNNING');
    oozie.complete(id, { node: 'load', data: 'rows=7' });
    expect(await client.workflows.info(id)).toMatchObject({
      status: 'SUCCEEDED',
      endTime: startAt + 3 * day,
      actions: [{ name: ':start:' }, { name: 'load', status: 'OK', data: 'rows=7' }, { name: 'end' }],
    });
    expect(() => oozie.complete(id)).toThrow('has no action that waits to be ended');
  });

  it('or fails, in the way that is wanted', async () => {
    const { oozie, client, run } = server();
    const [bad, worse] = [await run(), await run()];
    oozie.complete(bad, { outcome: 'ERROR' });
    oozie.complete(worse, { outcome: 'FAILED' });
    expect(await client.workflows.info(bad)).toMatchObject({
      status: 'KILLED',
      actions: [{}, { status: 'ERROR' }, { errorMessage: 'loading failed' }],
    });
    expect(await client.workflows.info(worse)).toMatchObject({ status: 'FAILED' });
  });

  it('or for a time that a script sets', async () => {
    const { clock, oozie, client, run } = server();
    oozie.script({ workflow: 'ingest', node: 'load', ms: 60_000 });
    oozie.script({ ms: 1, outcome: 'ERROR' });
    const id = await run();
    await clock.advance(59_000);
    expect(await client.workflows.status(id)).toBe('RUNNING');
    await clock.advance(2_000);
    expect(await client.workflows.status(id)).toBe('SUCCEEDED');
  });
});

describe('a coordinator makes its actions as time passes', () => {
  it('one a day, one after the other, until its end', async () => {
    const { clock, oozie, client, stored } = server();
    oozie.script({ ms: 3_600_000 });
    const path = await stored(daily(await stored(ingest)), 'coordinator');
    const { id } = await client.submit({ 'oozie.coord.application.path': path });
    await clock.advance(10 * 60_000);
    const statuses = async () =>
      (await client.coordinators.info(id, { len: -1 })).actions.map(({ status }) => status);
    expect(await statuses()).toEqual(['RUNNING', 'READY']);
    await clock.advance(2 * 3_600_000);
    expect(await statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    await clock.advance(2 * day);
    expect(await statuses()).toHaveLength(4);
    await clock.advance(26 * day + 3_600_000);
    expect(await client.coordinators.info(id, { len: -1 })).toMatchObject({ status: 'SUCCEEDED', total: 30 });
  });

  it('at the same hour of the day, in summer and in winter', async () => {
    const { clock, client, stored } = server();
    const xml = daily(await stored(ingest))
      .replace('2026-11-22T00:00Z', '2026-10-23T22:00Z')
      .replace('timezone="UTC"', 'timezone="Europe/Berlin"');
    const path = await stored(xml, 'coordinator');
    const { id } = await client.submit({ 'oozie.coord.application.path': path });
    await clock.advance(1_000);
    const { actions } = await client.coordinators.info(id, { len: 3 });
    expect(actions.map(({ nominalTime }) => new Date(nominalTime ?? 0).toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });
});

describe('a server that is in trouble', () => {
  it('forgets what is purged, by itself or when told', async () => {
    const { clock, oozie, client, run } = server();
    const [kept, purged] = [await run(), await run()];
    oozie.complete(purged);
    oozie.purge();
    await expect(client.workflows.info(purged)).rejects.toMatchObject({ kind: 'not-found', code: 'E0604' });
    expect(await client.workflows.status(kept)).toBe('RUNNING');
    oozie.complete(kept);
    await clock.advance(29 * day);
    expect(await client.workflows.status(kept)).toBe('SUCCEEDED');
    await clock.advance(2 * day);
    expect(oozie.jobs().workflows).toEqual([]);
  });

  it('begins its ids anew when it is restarted, and takes up what was in its queue only after a while', async () => {
    const { clock, oozie, client, stored } = server({ startedAt: startAt - day });
    const path = await stored(ingest);
    const submit = () => client.submit({ 'oozie.wf.application.path': path }, { start: true });
    const { id } = await submit();
    expect(id).toMatch(/^0000001-261122050000000-/);
    oozie.restart();
    expect((await submit()).id).toBe(`0000000-261123050000000-oozie-model-W`);
    await clock.advance(60_000);
    const nodes = async () => (await client.workflows.info(id)).actions.map(({ name }) => name);
    expect(await nodes()).toEqual([':start:']);
    await clock.advance(3 * 60_000);
    expect(await nodes()).toEqual([':start:', 'load']);
  });

  it('goes back to a backup', async () => {
    const { oozie, client, run } = server();
    const before = await run();
    const backup = JSON.parse(JSON.stringify(oozie.snapshot()));
    const after = await run();
    oozie.restoreTo(backup);
    expect(await client.workflows.status(before)).toBe('RUNNING');
    await expect(client.workflows.info(after)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await run()).toBe(after);
  });

  it('takes no changes in safe mode, but answers', async () => {
    const { oozie, client, run } = server();
    const id = await run();
    oozie.setSystemMode('SAFEMODE');
    await expect(client.workflows.kill(id)).rejects.toMatchObject({ kind: 'safe-mode', code: 'E0002' });
    expect(await client.workflows.status(id)).toBe('RUNNING');
    oozie.setSystemMode('NORMAL');
    await client.workflows.kill(id);
    expect(await client.workflows.status(id)).toBe('KILLED');
  });

  it('says 200 to a command on a job that is taken, and carries it out later', async () => {
    const { clock, oozie, client, run } = server();
    const id = await run();
    oozie.lock(id, 5_000);
    await client.workflows.kill(id);
    await clock.advance(9_000);
    expect(await client.workflows.status(id)).toBe('RUNNING');
    await clock.advance(2_000);
    expect(await client.workflows.status(id)).toBe('KILLED');
  });

  it('tells the time by its own clock', async () => {
    const { clock, oozie, client } = server();
    oozie.skewClock(-3_600_000);
    expect((await client.workflows.list()).serverDate).toBe(clock.now() - 3_600_000);
  });

  it('finds any one of several workflows under an external id', async () => {
    const found = new Set<string | undefined>();
    for (let seed = 0; seed < 20; seed += 1) {
      const { client, run } = server({ seed });
      const ids = [await run({ 'oozie.wf.external.id': 'k' }), await run({ 'oozie.wf.external.id': 'k' })];
      const id = await client.workflows.idByExternalId('k');
      expect(ids).toContain(id);
      found.add(id);
    }
    expect(found.size).toBe(2);
  });

  it('lets nobody in without a name where that is set up', async () => {
    const { oozie } = server({ settings: { anonymousAllowed: false } });
    const anonymous = createOozieClient({ url: 'http://oozie/oozie', fetch: oozie.fetch, retries: 0 });
    await expect(anonymous.workflows.list()).rejects.toMatchObject({ kind: 'unauthenticated' });
    const named = await oozie.fetch('http://oozie/oozie/v2/jobs?user.name=alice');
    const cookie = named.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await oozie.fetch('http://oozie/oozie/v2/jobs', { headers: { cookie } })).status).toBe(200);
    const forged = cookie.replace('u=alice', 'u=root');
    expect((await oozie.fetch('http://oozie/oozie/v2/jobs', { headers: { cookie: forged } })).status).toBe(
      401,
    );
  });
});

describe('a model', () => {
  it('answers over HTTP, too', async () => {
    const { oozie, run } = server();
    const id = await run();
    const listening = await oozie.listen();
    try {
      const client = createOozieClient({ url: listening.url, user: 'bob' });
      expect(await client.workflows.info(id)).toMatchObject({ id, appName: 'ingest', user: 'alice' });
      await client.workflows.kill(id);
      expect(oozie.jobs().workflows).toMatchObject([{ id, status: 'KILLED' }]);
    } finally {
      await listening.stop();
    }
  });

  it('stops with an error when the client gives a request up', async () => {
    const { oozie } = server();
    const signal = AbortSignal.abort(new Error('no more patience'));
    await expect(oozie.fetch('http://oozie/oozie/versions', { signal })).rejects.toThrow('no more patience');
  });

  it('is found under whatever path it is said to be', async () => {
    const { oozie } = server();
    for (const url of ['http://a/versions', 'http://a/oozie/versions', 'http://a/b/c/oozie/versions']) {
      expect(await (await oozie.fetch(url)).json()).toEqual([0, 1, 2]);
    }
    expect((await oozie.fetch('http://a/oozie/v9/jobs')).status).toBe(404);
  });
});
