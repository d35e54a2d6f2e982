import { expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { coordinatorOf, freshId, hour, openFieldSurvey, scheduleFromTomorrow } from './field-survey.ts';
import { coordinatorsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

it('what is changed while sending is paused is held back, can be taken back, and goes out when it is resumed', async () => {
  const app = await openFieldSurvey(own.profile, own.stack.url, 'shared');
  const schedule = scheduleFromTomorrow(freshId('paused'));
  await app.put('schedules', schedule);
  await coordinatorOf(app, schedule.id);
  await app.refresh();
  const workbench = await own.profile.newPage();
  await workbench.goto(`${own.stack.url}/sync`);
  const card = workbench.getByRole('region', { name: 'field-survey' });

  await card.getByRole('button', { name: 'Pause sending' }).click();
  await card.getByText('Sending is paused').waitFor();
  await app.update('schedules', schedule.id, { concurrency: 7 });
  const unsent = card.getByRole('listitem').filter({ hasText: 'Changed here: concurrency' });
  await unsent.waitFor();
  await unsent.getByRole('button', { name: 'Undo edit' }).click();
  await eventually(async () => expect(await app.schedule(schedule.id)).toMatchObject({ concurrency: 1 }));
  await unsent.waitFor({ state: 'detached' });

  await app.update('schedules', schedule.id, { end: schedule.end + hour });
  await card.getByText('Changed here: end').waitFor();
  await card.getByRole('button', { name: 'Resume sending' }).click();
  await eventually(async () => {
    const [job] = await coordinatorsNamed(oozieUrl, `schedule-${schedule.id}`);
    expect([job?.concurrency, Date.parse(job?.endTime ?? '')]).toEqual([1, schedule.end + hour]);
  });
  await card.getByRole('button', { name: 'Pause sending' }).waitFor();
  expect(own.profile.problems).toEqual([]);
});
