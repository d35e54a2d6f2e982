import type { Howdah } from '@howdah/sync';
import { type Schedule, schedules } from '../database.ts';
import { button, type Content, element } from './element.ts';
import { type Entry, rowList } from './row-list.ts';
import { rowNote } from './row-note.ts';
import { openScheduleForm } from './schedule-form.ts';
import { count, jobState, momentText } from './words.ts';

/** The schedules, with what their coordinators do. */
export function scheduleList(howdah: Howdah): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': 'schedules' },
    element(
      'header',
      {},
      element('h2', { id: 'schedules' }, 'Schedules'),
      button('New schedule', () => openScheduleForm(), { name: 'new-schedule', class: 'primary' }),
    ),
    rowList(howdah, {
      store: 'schedules',
      read: () => schedules.orderBy('start').reverse().limit(200).toArray(),
      empty: 'No schedules yet. One makes an inspection come round again.',
      draw: (entry) => scheduleCard(howdah, entry),
    }),
  );
}

function scheduleCard(howdah: Howdah, { row: schedule, parked, conflict }: Entry<Schedule>): HTMLElement {
  const state = jobState(schedule.jobStatus, parked !== undefined);
  return element(
    'li',
    { class: 'card', 'data-row': schedule.id },
    element(
      'div',
      { class: 'headline' },
      element('h3', {}, schedule.name),
      element('span', { class: `chip ${state.tone}` }, state.word),
    ),
    element(
      'dl',
      {},
      ...term('Every', count(schedule.frequencyMinutes, 'minute')),
      ...term('At once', String(schedule.concurrency), 'concurrency'),
      ...term('First run', momentText(schedule.start)),
      ...term('End', momentText(schedule.end), 'end'),
      ...term('Pause from', schedule.pause === null ? 'not paused' : momentText(schedule.pause), 'pause'),
      ...(schedule.nextRun ? term('Next run', momentText(schedule.nextRun)) : []),
    ),
    rowNote(howdah, parked, conflict),
    element(
      'div',
      { class: 'foot' },
      schedule.jobId ? element('p', { class: 'job' }, element('code', {}, schedule.jobId)) : null,
      scheduleActions(schedule),
    ),
  );
}

function scheduleActions(schedule: Schedule): HTMLElement {
  return element(
    'div',
    { class: 'actions' },
    button('Change', () => openScheduleForm(schedule), {
      name: 'change',
      'aria-label': `Change the schedule ${schedule.name}`,
    }),
    button('Delete', () => void schedules.delete(schedule.id), {
      name: 'delete',
      class: 'quiet',
      'aria-label': `Delete the schedule ${schedule.name}`,
    }),
  );
}

function term(name: string, value: string, field?: string): Content[] {
  return [element('dt', {}, name), element('dd', { 'data-field': field }, value)];
}
