import type { Row } from '../collection/collection.ts';
import { noticeName } from '../kinds/definition/published.ts';
import type { JournalRecord } from '../store/tables.ts';
import type { Schedule, Survey } from './inspection.ts';
import { inspectionIds, type RowId, storeOf } from './row-ids.ts';
import type { OozieThere, Stage } from './stage.ts';
import type { Wishes } from './wishes.ts';

/** Where a row and its job differ although both sides rest, or a row's wish came to nothing and nobody was told. */
export async function disagreements(
  { app, oozie }: Pick<Stage, 'app'> & { readonly oozie: Pick<OozieThere, 'jobs'> },
  { wishes }: { readonly wishes: Wishes },
  ids: readonly RowId[] = inspectionIds,
): Promise<string[]> {
  const { workflows, coordinators, bundles } = oozie.jobs();
  const { rows, journals, mirror, asked } = await app.read(
    [...new Set(ids.map(storeOf)), 'howdah_journal', 'howdah_jobs', 'howdah_commands'],
    async (transaction) => {
      const journals = await transaction.page('howdah_journal');
      const rows = new Map<string, Row | undefined>();
      for (const id of ids) rows.set(id, await transaction.row(storeOf(id), id));
      const asked = await transaction.page('howdah_commands');
      return { rows, journals, asked, mirror: await transaction.page('howdah_jobs') };
    },
  );
  const found: string[] = [];
  const tell = (id: string, what: string, record: unknown) =>
    found.push(`${id} ${what}: ${JSON.stringify(record)}`);

  for (const [id, row] of rows) {
    const journal = journals.find(({ rowKey }) => rowKey === id);
    if (journal?.state === 'parked' || journal?.state === 'conflict') continue;
    if (row === undefined) {
      if (journal !== undefined) tell(id, 'is deleted and has a journal', journal);
      const left = [...workflows, ...coordinators, ...bundles].filter(
        ({ appName, status, ...job }) =>
          appName === id && isActive(status) && !('parentId' in job && job.parentId),
      );
      if (left.length > 0)
        tell(
          id,
          'is deleted and its job runs',
          left.map(({ id: job, status }) => [job, status]),
        );
      continue;
    }
    if ('status' in row && row.status === 'draft' && journal === undefined) continue;
    // What its definition needs is looked at elsewhere.
    if (journal?.state === 'waiting') continue;
    if (journal?.state !== 'settled') {
      tell(id, '1: is neither settled, parked nor in conflict', journal);
      continue;
    }
    if (isNeverWanted(row, journal)) continue;
    const job = [...workflows, ...coordinators, ...bundles].find((one) => one.id === journal.jobId);
    // Begun, ended and purged before anybody could read it once.
    if (mirror.some(({ id: known, gone, full }) => known === journal.jobId && gone && full === null))
      continue;
    // A document's is looked at elsewhere, too.
    if (storeOf(id) === 'documents') continue;
    const { jobStatus } = row as Survey | Schedule;
    const status = job?.status ?? 'GONE';
    if (jobStatus !== status) tell(id, `5: shows ${jobStatus}, and its job is ${status}`, journal.jobId);
    const coordinator = coordinators.find((one) => one.id === journal.jobId);
    const bundle = bundles.find((one) => one.id === journal.jobId);
    if (coordinator === undefined && bundle === undefined) continue;
    // A job that is over takes no change any more, which its user sees.
    if (isActive(status)) found.push(...wishes.lostIn(id, row).map((lost) => `${id} 1: ${lost}`));
    const { revision = 0, end, pause, concurrency } = row as Schedule;
    const endThere = coordinator?.endTime ?? bundle?.endTime ?? end;
    const pauseThere = (coordinator ?? bundle)?.pauseTime;
    if (end !== endThere) tell(id, '5: end', [end, endThere]);
    if (pause !== pauseThere) tell(id, '5: pause', [pause, pauseThere]);
    if (coordinator === undefined) continue;
    const isLive = isActive(status) || status === 'PREP';
    if (isLive && coordinator.conf.revision !== String(revision))
      tell(id, `1: revision ${revision} was asked for`, coordinator.conf);
    if (concurrency !== coordinator.concurrency)
      tell(id, '5: concurrency', [concurrency, coordinator.concurrency]);
  }
  for (const { id, collection, rowKey, command } of asked) {
    const journal = journals.find((one) => one.collection === collection && one.rowKey === rowKey);
    if (journal?.state === 'parked' || journal?.state === 'conflict') continue;
    // A workflow that still runs is rerun when it is over, and actions are when their coordinator has begun.
    const job = [...workflows, ...coordinators].find(({ id: known }) => known === journal?.jobId);
    if (job !== undefined && isActive(job.status)) continue;
    const row = rows.get(String(rowKey));
    const isHeld = row !== undefined && 'wanted' in row && row.wanted === 'SUSPENDED';
    if (job?.status === 'PREP' && (isHeld || 'concurrency' in job)) continue;
    tell(String(rowKey), `1: ${command.do} was asked, and nothing came of it`, id);
  }
  for (const { id, appName, status, ...job } of [...workflows, ...bundles]) {
    // Which revisions of documents are published is looked at elsewhere.
    const isOwn = !appName.startsWith(noticeName('')) && !('parentId' in job && job.parentId);
    const isLinked = journals.some(({ job: link }) => link?.jobId === id || link?.bundleId === id);
    if (isOwn && !isLinked && status === 'PREP') tell(id, 'is left behind, inert', appName);
  }
  return found;
}

const isActive = (status: string): boolean =>
  !['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR', 'PREP'].includes(status);

/** A row that was to be killed before its job began has none, and asks for none. */
const isNeverWanted = (row: object, journal: JournalRecord): boolean =>
  'wanted' in row && row.wanted === 'KILLED' && journal.jobId === '';
