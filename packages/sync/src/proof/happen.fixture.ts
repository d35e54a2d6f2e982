import { commonFaults, type FaultAction } from '@howdah/testing';
import { askOf } from '../commands/ask.ts';
import { firstAsked } from '../commands/asked-of-row.ts';
import { resolveConflict, retryParked } from '../conflict/resolve.ts';
import { setPaused } from '../pause/paused.ts';
import { minute } from '../testing-ground/rows.ts';
import { undo } from '../undo/undo.ts';
import { type Document, documentParts, documentText, type Visit } from './documents.ts';
import type { Happening } from './happening.fixture.ts';
import type { Schedule, Survey } from './inspection.ts';
import { publishThere } from './published-there.ts';
import type { Round } from './rounds.ts';
import { storeOf } from './row-ids.ts';
import type { Noted, Stage, StageTab } from './stage.ts';

const fieldValue = (begin: number, field: 'end' | 'pause' | 'concurrency', value: number) =>
  field === 'concurrency'
    ? value
    : field === 'pause'
      ? value === 1
        ? null
        : begin + value * 7 * minute
      : begin + value * 60 * minute;

/** Makes one thing happen. What makes no sense now, such as deleting a row that isn't there, does nothing. */
export async function happen<Tab extends StageTab>(
  profile: Stage<Tab, FaultAction>,
  watched: Noted,
  what: Happening,
): Promise<void> {
  const { app, oozie, network, clock, begin } = profile;
  const row = (id: string) => app.read([storeOf(id)], (transaction) => transaction.row(storeOf(id), id));
  const agreed = async (id: string) => {
    const journal = await app.read(['howdah_journal'], (transaction) =>
      transaction.get('howdah_journal', [storeOf(id), id]),
    );
    return journal?.base as Partial<Schedule & Document> | null | undefined;
  };
  const tab = profile.tabs[0];
  switch (what.does) {
    case 'finish survey': {
      if ((await row(what.id)) !== undefined) return;
      watched.asksAnew(what.id);
      return profile.put('surveys', { id: what.id, severity: 3, status: 'finished' } satisfies Survey);
    }
    case 'plan schedule': {
      if ((await row(what.id)) !== undefined) return;
      watched.asksAnew(what.id);
      return profile.put('schedules', {
        id: what.id,
        end: begin + what.hours * 60 * minute,
        pause: null,
        concurrency: 1,
      } satisfies Schedule);
    }
    case 'plan round': {
      if ((await row(what.id)) !== undefined) return;
      watched.asksAnew(what.id);
      const end = begin + what.hours * 60 * minute;
      return profile.put('rounds', { id: what.id, end, pause: null } satisfies Round);
    }
    case 'plan visit': {
      if ((await row(what.id)) !== undefined) return;
      watched.asksAnew(what.id);
      return profile.put('visits', { id: what.id, document: 'd1', status: 'finished' } satisfies Visit);
    }
    case 'write document': {
      if ((await row(what.id)) !== undefined) return;
      const xml = documentText({ program: 'Visit', message: 'failed' });
      return profile.put('documents', { id: what.id, xml } satisfies Document);
    }
    case 'edit document':
      return editDocument(profile, watched, what);
    case 'publish there': {
      const value = partValue(what);
      if (!(await publishThere(oozie, what.id, { [what.part]: value }))) return;
      watched.wishes.decidedElsewhere(what.id, what.part);
      const base = (await agreed(what.id))?.xml;
      // Back to what was agreed is no change any more, as here.
      if (base !== undefined && documentParts(base)[what.part] === value)
        watched.published.decidedElsewhere(what.id, what.part);
      else watched.published.wrote(what.id, what.part, value);
      return;
    }
    case 'edit': {
      const known = await row(what.id);
      if (known === undefined) return;
      const value = fieldValue(begin, what.field, what.value);
      // Back to what was agreed is no change any more, whatever was on its way: the other side's counts then.
      if (value === (await agreed(what.id))?.[what.field])
        watched.wishes.decidedElsewhere(what.id, what.field);
      else watched.wishes.wrote(what.id, what.field, value);
      return profile.put(storeOf(what.id), { ...known, [what.field]: value });
    }
    case 'wish': {
      const known = await row(what.id);
      if (known !== undefined) await profile.put(storeOf(what.id), { ...known, wanted: what.wanted });
      return;
    }
    case 'delete':
      watched.wishes.decidedElsewhere(what.id);
      watched.published.decidedElsewhere(what.id);
      if ((await row(what.id)) !== undefined) await profile.remove(storeOf(what.id), what.id);
      return;
    case 'command there':
      return somebody(profile, watched, what.id, `action=${what.action}`);
    case 'change there': {
      watched.wishes.decidedElsewhere(what.id, what.field);
      const value = fieldValue(begin, what.field, what.value);
      const name = { end: 'endtime', pause: 'pausetime', concurrency: 'concurrency' }[what.field];
      const text =
        value === null
          ? ''
          : what.field === 'concurrency'
            ? String(value)
            : new Date(value).toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
      return somebody(
        profile,
        watched,
        what.id,
        `action=change&value=${encodeURIComponent(`${name}=${text}`)}`,
      );
    }
    case 'job ends':
      for (const { id, appName, actions } of oozie.jobs().workflows) {
        if (appName === what.id && actions.some(({ status }) => status === 'RUNNING'))
          oozie.complete(id, { outcome: what.well ? 'OK' : 'ERROR' });
      }
      return;
    case 'purge':
      watched.started.look();
      return oozie.purge();
    case 'restart Oozie':
      await network.offline(true);
      await clock.advance(3_000);
      oozie.restart();
      await network.offline(false);
      return;
    case 'offline':
    case 'online':
      await network.offline(what.does === 'offline');
      return;
    case 'safe mode':
    case 'normal mode':
      return oozie.setSystemMode(what.does === 'safe mode' ? 'SAFEMODE' : 'NORMAL');
    case 'open tab':
      if (profile.tabs.length < 3) profile.openTab();
      return;
    case 'stop tab':
      if (tab !== undefined) await profile.stopTab(tab);
      return;
    case 'disk full':
    case 'disk free':
      return profile.fillDisk((call) => what.does === 'disk full' && call.startsWith('put '));
    case 'hide tabs':
    case 'show tabs':
      return profile.hideTabs(what.does === 'hide tabs');
    case 'crash tab':
      return tab?.crash();
    case 'crash tab later':
      return tab?.crashAfter(what.calls);
    // A person decides in a tab that lives on.
    case 'resolve':
      (what.side === 'theirs' ? watched.wishes : watched.published).decidedElsewhere(what.id);
      return resolveConflict(app, reference(what.id), what.side).catch(unless('not-in-conflict'));
    case 'retry':
      return retryParked(app, reference(what.id), Date.now()).catch(unless('not-parked'));
    case 'take back':
      return takeBack(profile, watched, what.id, what.what);
    case 'pause':
    case 'resume':
      return setPaused(app, what.collection, what.does === 'pause');
    case 'revise': {
      const known = await row(what.id);
      if (known !== undefined) await profile.put('schedules', { ...known, revision: what.revision });
      return;
    }
    case 'ask rerun': {
      if ((await agreed(what.id)) === undefined) return;
      const asked = { do: 'rerun', from: what.from } as const;
      watched.commands.asked(what.id);
      await askOf(app, 'surveys', what.id, asked, Date.now());
      return;
    }
    case 'ask of actions': {
      if ((await agreed(what.id)) === undefined) return;
      if (what.command === 'rerun actions') watched.commands.asked(what.id);
      await askOf(app, 'schedules', what.id, { do: what.command, actions: [1] }, Date.now());
      return;
    }
    case 'fault':
      return profile.failRequest(what.request, commonFaults[what.fault]);
    case 'time':
      await clock.advance(what.ms);
      return;
    case 'clock jumps':
      watched.clockJumped();
      return clock.jump(what.minutes * minute);
  }
}

const reference = (id: string) => ({ collection: storeOf(id), rowKey: id });

/** What a person can't know is no error. */
const unless =
  (...codes: string[]) =>
  (error: unknown) => {
    if (!codes.includes((error as { code?: string }).code ?? '')) throw error;
  };

const partValue = ({ part, value }: { readonly part: string; readonly value: number }) =>
  value === 1 ? (part === 'program' ? 'Visit' : 'failed') : `${part}${value}`;

/** Edits one part of a document, of which the other may be somebody else's. */
async function editDocument(
  { app, put }: Pick<Stage, 'app' | 'put'>,
  { wishes, published }: Noted,
  what: Extract<Happening, { does: 'edit document' | 'publish there' }>,
): Promise<void> {
  const { id, part } = what;
  const { known, journal } = await app.read(['documents', 'howdah_journal'], async (transaction) => ({
    known: await transaction.row('documents', id),
    journal: await transaction.get('howdah_journal', ['documents', id]),
  }));
  if (known === undefined) return;
  const value = partValue(what);
  const parts = documentParts((known as Document).xml);
  // As it is already, it is no edit.
  if (parts[part] === value) return;
  published.decidedElsewhere(id, part);
  // Back to what was agreed is no change any more, and what others have, in a conflict with them, gives in.
  const others = [journal?.base, journal?.conflict?.remote] as (Document | null | undefined)[];
  const isTheirs = others.some((one) => one != null && documentParts(one.xml)[part] === value);
  if (isTheirs) wishes.decidedElsewhere(id, part);
  else wishes.wrote(id, part, value);
  return put('documents', { ...known, xml: documentText({ ...parts, [part]: value }) });
}

/** A person takes back what wasn't sent yet. */
async function takeBack(
  { app }: Pick<Stage, 'app'>,
  { wishes, published, commands }: Noted,
  id: string,
  what: 'row' | 'command',
): Promise<void> {
  const row = reference(id);
  if (what === 'row') {
    const undone = await undo(app, row).then(() => true, unless('too-late', 'nothing-to-undo'));
    if (!undone) return;
    wishes.decidedElsewhere(id);
    published.decidedElsewhere(id);
    return;
  }
  const asked = await app.read(['howdah_commands'], (transaction) => firstAsked(transaction, row));
  if (asked === undefined) return;
  commands.takesBack(id);
  await undo(app, { ...row, command: asked.id }).catch(unless('too-late'));
  commands.takesBack(undefined);
}

/** Somebody else does something to the newest job of a row, with a client of his own. */
async function somebody(
  { oozie }: Pick<Stage, 'oozie'>,
  { unseen }: Noted,
  name: string,
  query: string,
): Promise<void> {
  const { workflows, coordinators, bundles } = oozie.jobs();
  const job = (name.startsWith('r') ? [...bundles] : [...workflows, ...coordinators])
    .filter(({ appName, ...one }) => appName === name && !('parentId' in one && one.parentId))
    .at(-1);
  if (job === undefined) return;
  await oozie.fetch(`http://oozie.example/oozie/v2/job/${job.id}?${query}&user.name=somebody`, {
    method: 'PUT',
  });
  unseen.changedThere(job.id);
}
