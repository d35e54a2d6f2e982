import { wasOf } from '../commands/asked-of-row.ts';
import type { CommandPlan } from '../kinds/kind.ts';
import type { CommandRecord } from '../store/tables.ts';
import { carryOut, type Planned } from './carry-out.ts';
import type { Decision, RowContext, RowState } from './decision.ts';

/** The row needs nothing else: what was asked of its job first is planned. */
export function carryOutCommand(
  context: RowContext,
  state: RowState,
  planned: Planned,
  command: CommandRecord,
): Decision {
  const { job } = planned.journal;
  const { remote, patch } = planned;
  // What wasn't known when this was asked is taken to have been as it is at this first look.
  const plan = planOf(context, state, planned, command);
  if (plan.next === 'wait')
    return carryOut(context, state, { ...planned, plan: { next: 'nothing' } }, notAnew);
  const isNoted = command.was === null && job?.jobId != null && remote !== undefined;
  const asked = isNoted ? { ...command, was: wasOf(job?.jobId ?? '', remote) } : command;
  const agreed: Planned = {
    ...planned,
    merged: patch === null ? planned.merged : { ...planned.merged, ...patch },
    command: asked,
    asked: { at: asked.askedAt, status: asked.was?.status ?? null },
  };
  if (plan.next === 'fulfilled') {
    const settled = carryOut(context, state, { ...agreed, plan: { next: 'nothing' } }, notAnew);
    const message = `${asked.command.do}: ${plan.message}`;
    return {
      ...settled,
      command: { drop: asked },
      activities: [...settled.activities, { step: 'synchronize', message, jobId: job?.jobId ?? null }],
    };
  }
  const made = carryOut(context, state, { ...agreed, plan }, notAnew);
  return isNoted ? { ...made, command: { put: asked } } : made;
}

function planOf(
  { kind }: RowContext,
  { mirror }: RowState,
  planned: Planned,
  asked: CommandRecord,
): CommandPlan {
  const { journal, remote } = planned;
  const link = journal.job;
  const what = asked.command.do;
  if (kind.planCommand === undefined)
    return park(`"${what}" can’t be asked of a ${kind.name}. Take it back.`);
  if (link?.jobId == null) return park(`"${what}" was asked, but there is no job. Take it back.`);
  if (mirror?.gone) return park(`"${what}" was asked, but Oozie no longer has the job. Take it back.`);
  const { was } = asked;
  if (was !== null && was.jobId !== link.jobId) {
    return park(
      `"${what}" was asked of ${was.jobId}, but the row’s job is ${link.jobId} now. Ask again (retry), or take it back.`,
    );
  }
  return kind.planCommand({ asked, link, remote, gone: false });
}

const park = (message: string): CommandPlan => ({ next: 'park', message, field: null });

/** A command never replaces a row's job. */
const notAnew = (): Decision => {
  throw new Error('A command asked for a new job.');
};
