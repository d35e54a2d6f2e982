import { countCronTimes } from '../../calendar/cron.ts';
import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { minute } from '../../time/zoned-calendar.ts';
import { type KnownTimes, knownTimes, stepOf } from '../known-times.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/** As many actions as Oozie makes at once by default: fewer are no storm. */
const fewActions = 12;
const manyActions = 100;

/** Coordinators that would begin with much that is past, or have nothing left to do. */
export const coordinatorWindow: Rule<CoordinatorDefinition> = (checking) => {
  const { definition, now } = checking;
  const { tree, model } = definition;
  const times = knownTimes(checking);
  const { start, end } = times;
  if (now === undefined || start === undefined || end === undefined || start >= end) return [];
  if (model.start === undefined || model.end === undefined || start > now) return [];
  const count = actionsBetween(times, start, Math.min(end, now));
  const often = count === undefined ? '' : ` (${count} of them)`;
  if (end <= now) {
    return [
      advise(tree, model.end, {
        code: 'coordinator-over',
        severity: 'info',
        message: `The coordinator's end is past. Submitted now, it makes all its actions${often} at once, and ends with them.`,
      }),
    ];
  }
  const execution = times.text(model.controls?.execution) ?? 'FIFO';
  if (count === undefined || count <= fewActions || execution === 'LAST_ONLY' || execution === 'NONE')
    return [];
  return [
    advise(tree, model.start, {
      code: 'catch-up',
      severity: count > manyActions ? 'warning' : 'info',
      message: `The start is past: submitted now, the coordinator first makes up for ${count} actions. Start it later, or set the execution to LAST_ONLY, unless they are wanted.`,
    }),
  ];
};

function actionsBetween({ frequency }: KnownTimes, from: number, to: number): number | undefined {
  if (frequency === undefined) return undefined;
  if (frequency.kind === 'calendar') return Math.ceil((to - from) / stepOf(frequency));
  return countCronTimes(frequency.schedule, from, to);
}

/** Coordinators that run more often than Oozie looks, where the server lets them. */
export const frequentCoordinators: Rule<CoordinatorDefinition> = (checking): Diagnostic[] => {
  const { definition, server } = checking;
  const { frequency } = definition.model;
  const often = knownTimes(checking).frequency;
  if (server.coordinatorMaximumFrequency || frequency === undefined || often?.kind !== 'calendar') return [];
  if (stepOf(often) >= 5 * minute) return [];
  return [
    advise(definition.tree, frequency, {
      code: 'frequent-coordinator',
      severity: 'warning',
      message:
        'Oozie makes the actions of coordinators every 5 minutes. One that runs more often gets several at once, and is refused by servers with the usual settings.',
    }),
  ];
};
