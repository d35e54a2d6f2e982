import type { CoordinatorAction } from '@howdah/oozie-client';
import { printOozieDate } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Dates, IgnoreActions, KillActions, Numbers, RerunActions } from '../../commands/command.ts';

export type ActionCommand = RerunActions | KillActions | IgnoreActions;

/** A coordinator's action as it was read before a command: what tells afterwards whether that was carried out. */
const actionBefore = z.object({
  number: z.number(),
  status: z.string(),
  /** Its workflow. */
  externalId: z.nullable(z.string()),
  lastModifiedTime: z.nullable(z.number()),
});
export type ActionBefore = z.infer<typeof actionBefore>;

export const askedActions = z.object({
  /** The command's id. */
  id: z.string(),
  /** Checked when it was asked. */
  command: z.custom<ActionCommand>((value) => typeof value === 'object' && value !== null && 'do' in value),
  /** Known once they were read, right before the command is sent. */
  before: z.optional(z.array(actionBefore)),
});
export type AskedActions = z.infer<typeof askedActions>;

/** @see org.apache.oozie.CoordinatorActionBean#isTerminalStatus */
const overStatuses: ReadonlySet<string> = new Set([
  'SUCCEEDED',
  'FAILED',
  'KILLED',
  'TIMEDOUT',
  'IGNORED',
  'SKIPPED',
]);
const ignorable: ReadonlySet<string> = new Set(['FAILED', 'KILLED', 'TIMEDOUT']);

const isOver = (action: Pick<CoordinatorAction, 'status'>): boolean => overStatuses.has(action.status);

const isIn =
  (ranges: Numbers | Dates) =>
  (value: number | null): boolean =>
    value !== null &&
    ranges.some((range) =>
      typeof range === 'number' ? value === range : value >= range[0] && value <= range[1],
    );

/** Whether a command names an action. */
export function names(command: ActionCommand, action: CoordinatorAction): boolean {
  if (command.actions !== undefined) return isIn(command.actions)(action.actionNumber);
  // Nominal times are whole minutes.
  return isIn(command.dates)(action.nominalTime);
}

function printed(command: ActionCommand): string {
  if (command.actions !== undefined) {
    return `actions ${command.actions.map((range) => (typeof range === 'number' ? range : range.join('-'))).join(', ')}`;
  }
  const ranges = command.dates.map((range) =>
    typeof range === 'number' ? printOozieDate(range) : range.map(printOozieDate).join(' to '),
  );
  return `the actions of ${ranges.join(', ')}`;
}

const verbs = { 'rerun actions': 'rerun', 'kill actions': 'kill', 'ignore actions': 'ignore' } as const;

/**
 * Which of the actions that a command names it is sent for, or why it can't be: of times, all those that it can be
 * done to; of numbers, all that are named, but an action that is over isn't killed, as Oozie 5.2.1 would.
 */
export function chosen(
  command: ActionCommand,
  named: readonly CoordinatorAction[],
  askedAt: number | undefined,
): { actions: readonly CoordinatorAction[] } | { problem: string } {
  const on = askedAt === undefined ? '' : ` on ${printOozieDate(askedAt)}`;
  const asked = `You asked${on} to ${verbs[command.do]} ${printed(command)}`;
  const hint = 'Ask again (retry), or take it back.';
  if (named.length === 0) return { problem: `${asked}; there is none of them now. ${hint}` };
  const fits = {
    'rerun actions': isOver,
    'kill actions': (action: CoordinatorAction) => !isOver(action),
    'ignore actions': ({ status }: CoordinatorAction) => ignorable.has(status),
  }[command.do];
  const actions = named.filter(fits);
  const others = named.filter((action) => !fits(action));
  const mustFit = command.actions !== undefined && command.do !== 'kill actions';
  if (actions.length > 0 && (others.length === 0 || !mustFit)) return { actions };
  const now = others.slice(0, 5).map(({ actionNumber, status }) => `${actionNumber} is ${status}`);
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return { problem: `${asked}; of them ${now.join(', ')}${more} now. ${hint}` };
}

export const asBefore = (action: CoordinatorAction): ActionBefore => ({
  number: action.actionNumber,
  status: action.status,
  externalId: action.externalId,
  lastModifiedTime: action.lastModifiedTime,
});

/**
 * What became of a command, told by its actions before and now. Oozie keeps nothing of a rerun with an action but a new
 * workflow, and with `failed` not even that: an action that is over in the same workflow, yet was touched, may have
 * been rerun or not.
 */
export function cameTo(
  command: ActionCommand,
  before: readonly ActionBefore[],
  now: readonly CoordinatorAction[],
): 'done' | 'not done' | 'unclear' {
  const verdicts = before.map((was) => {
    const action = now.find(({ actionNumber }) => actionNumber === was.number);
    if (action === undefined) return 'unclear';
    if (command.do === 'kill actions') return isOver(action) ? 'done' : 'not done';
    if (command.do === 'ignore actions') return action.status === 'IGNORED' ? 'done' : 'not done';
    if (!isOver(action)) return 'done';
    if (action.externalId !== was.externalId) return 'done';
    const isSame = action.status === was.status && action.lastModifiedTime === was.lastModifiedTime;
    return isSame ? 'not done' : 'unclear';
  });
  if (verdicts.every((verdict) => verdict === 'done')) return 'done';
  // Oozie takes all actions of a command or none; kill and ignore can be sent again for those that are left.
  if (verdicts.every((verdict) => verdict === 'not done') || command.do !== 'rerun actions')
    return 'not done';
  return 'unclear';
}
