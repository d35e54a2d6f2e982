import { type Schedule, schedules } from '../database.ts';
import { element } from './element.ts';
import { field, openSheet, textOf } from './sheet.ts';
import { fromLocalField, timeZone, toLocalField } from './words.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Asks for a new schedule, or for what Oozie lets one change in a schedule that it already runs. */
export function openScheduleForm(schedule?: Schedule): void {
  // Oozie can't change a coordinator's name, frequency or start.
  const isFixed = schedule !== undefined;
  const start = schedule?.start ?? Math.ceil(Date.now() / minute) * minute;
  openSheet(
    schedule ? `Change “${schedule.name}”` : 'New schedule',
    'Save',
    [
      field(
        'Name',
        element('input', {
          name: 'name',
          required: true,
          maxlength: 60,
          disabled: isFixed,
          value: schedule?.name ?? '',
        }),
      ),
      field(
        'Every … minutes',
        element('input', {
          name: 'frequencyMinutes',
          type: 'number',
          min: 5,
          max: 43_200,
          required: true,
          disabled: isFixed,
          value: schedule?.frequencyMinutes ?? 60,
        }),
        'At least 5; Oozie refuses less.',
      ),
      field('First run', momentInput('start', start, isFixed)),
      field('End', momentInput('end', schedule?.end ?? start + day), `Times are in ${timeZone}.`),
      field(
        'Runs at once',
        element('input', {
          name: 'concurrency',
          type: 'number',
          min: 1,
          max: 100,
          required: true,
          value: schedule?.concurrency ?? 1,
        }),
      ),
      field(
        'Pause from',
        element('input', {
          name: 'pause',
          type: 'datetime-local',
          value: schedule?.pause ? toLocalField(schedule.pause) : '',
        }),
        'Leave empty to keep it going.',
      ),
    ],
    (entered) => (schedule ? changeSchedule(schedule, entered) : addSchedule(entered)),
  );
}

const momentInput = (name: string, value: number, disabled = false) =>
  element('input', { name, type: 'datetime-local', required: true, disabled, value: toLocalField(value) });

const moment = (entered: FormData, name: string) => fromLocalField(textOf(entered, name));

function changeable(entered: FormData, start: number): Pick<Schedule, 'end' | 'pause' | 'concurrency'> {
  const end = moment(entered, 'end');
  if (end === null || end <= start) throw new Error('The end must be after the first run.');
  return { end, pause: moment(entered, 'pause'), concurrency: Number(textOf(entered, 'concurrency')) };
}

async function addSchedule(entered: FormData): Promise<void> {
  const start = moment(entered, 'start');
  if (start === null) throw new Error('When should the first run be?');
  await schedules.add({
    id: crypto.randomUUID(),
    name: textOf(entered, 'name'),
    frequencyMinutes: Number(textOf(entered, 'frequencyMinutes')),
    start,
    ...changeable(entered, start),
  });
}

/** Writes only what was edited, so that a change that came in meanwhile is left as it is. */
async function changeSchedule(before: Schedule, entered: FormData): Promise<void> {
  const after = changeable(entered, before.start);
  const edited = {
    ...(after.end !== before.end && { end: after.end }),
    ...(after.pause !== before.pause && { pause: after.pause }),
    ...(after.concurrency !== before.concurrency && { concurrency: after.concurrency }),
  };
  if (Object.keys(edited).length > 0) await schedules.update(before.id, edited);
}
