import { coordinatorOf, hour, scheduleFromTomorrow } from '../../e2e/field-survey.ts';
import { changeCoordinator, coordinatorsNamed } from '../../e2e/oozie-truth.ts';
import type { Schedule } from '../../examples/field-survey/src/database.ts';
import { claim, ensure, type Scene, whileOffline } from './scene.ts';

type Changeable = Partial<Pick<Schedule, 'end' | 'concurrency'>>;

const asText = (changes: Changeable) =>
  [
    changes.end === undefined ? [] : `end ${oozieMinute(changes.end)}`,
    changes.concurrency === undefined ? [] : `concurrency ${changes.concurrency}`,
  ]
    .flat()
    .join(' and ');

const oozieMinute = (epochMs: number) => `${new Date(epochMs).toISOString().slice(0, 16)}Z`;

/** Changes the coordinator past Howdah, as an operator on the command line would. */
const changeOnOozie = ({ oozieUrl }: Scene, jobId: string, { end, concurrency }: Changeable) =>
  changeCoordinator(oozieUrl, jobId, {
    ...(end !== undefined && { endtime: oozieMinute(end) }),
    ...(concurrency !== undefined && { concurrency: String(concurrency) }),
  });

/** Waits until Oozie's coordinator of a schedule has these values. */
const onOozie = ({ oozieUrl }: Scene, id: string, expected: Changeable) =>
  claim(`Oozie has ${asText(expected)}`, async () => {
    const jobs = await coordinatorsNamed(oozieUrl, `schedule-${id}`);
    const [job] = jobs;
    ensure(jobs.length === 1 && job !== undefined, `Oozie has ${jobs.length} coordinators of schedule ${id}`);
    const actual = { end: Date.parse(job.endTime), concurrency: job.concurrency };
    ensure(matches(actual, expected), `Oozie has ${asText(actual)}`);
  });

/** Waits until a schedule's row has these values. */
const inTheRow = ({ app }: Scene, id: string, expected: Changeable) =>
  claim(`the row has ${asText(expected)}`, async () => {
    const row = await app.schedule(id);
    ensure(row !== undefined && matches(row, expected), `the row has ${row && asText(row)}`);
  });

const matches = (actual: Changeable, expected: Changeable) =>
  (expected.end === undefined || actual.end === expected.end) &&
  (expected.concurrency === undefined || actual.concurrency === expected.concurrency);

/** A new schedule whose coordinator is known. */
export async function newSchedule({ app }: Scene): Promise<Schedule & { jobId: string }> {
  const schedule = { ...scheduleFromTomorrow(crypto.randomUUID()), name: 'Harbour bridge, hourly round' };
  await app.put('schedules', schedule);
  const jobId = await claim('a new schedule becomes a coordinator', () => coordinatorOf(app, schedule.id));
  console.log(`    ${jobId}`);
  return { ...schedule, jobId };
}

/** An edit here arrives on the coordinator; an edit there arrives in the row. */
export async function scheduleBothWays(scene: Scene): Promise<void> {
  const { id, end, jobId } = await newSchedule(scene);
  const here = { end: end + hour, concurrency: 3 };
  console.log(`  The app sets ${asText(here)}.`);
  await scene.app.update('schedules', id, here);
  await onOozie(scene, id, here);
  const there = { end: end + 2 * hour, concurrency: 4 };
  console.log(`  Another client of Oozie sets ${asText(there)}.`);
  await changeOnOozie(scene, jobId, there);
  await inTheRow(scene, id, there);
}

/** Both sides change while the network is away: different fields are merged, the same field asks the user. */
export async function bothSidesChange(scene: Scene): Promise<void> {
  const { app } = scene;
  const { id, end, jobId } = await newSchedule(scene);

  console.log(
    `  Offline, the app sets ${asText({ end: end + hour })}; Oozie gets ${asText({ concurrency: 5 })}.`,
  );
  await whileOffline(scene, async () => {
    await app.update('schedules', id, { end: end + hour });
    await changeOnOozie(scene, jobId, { concurrency: 5 });
  });
  await onOozie(scene, id, { end: end + hour, concurrency: 5 });
  await inTheRow(scene, id, { end: end + hour, concurrency: 5 });

  const conflicts = [
    { choice: 'mine', decision: 'keep mine', mine: 6, theirs: 7, outcome: 6 },
    { choice: 'theirs', decision: 'take theirs', mine: 8, theirs: 9, outcome: 9 },
    { choice: 'edited', decision: 'edit by hand', mine: 10, theirs: 11, outcome: 12 },
  ] as const;
  for (const { choice, decision, mine, theirs, outcome } of conflicts) {
    console.log(`  Offline, the app sets concurrency ${mine}; Oozie gets concurrency ${theirs}.`);
    await whileOffline(scene, async () => {
      await app.update('schedules', id, { concurrency: mine });
      await changeOnOozie(scene, jobId, { concurrency: theirs });
    });
    await claim('that is a conflict, and both sides stay as they are', async () => {
      const open = await app.conflicts();
      ensure(
        open.some(({ rowKey, fields }) => rowKey === id && fields.join() === 'concurrency'),
        'there is no conflict about concurrency',
      );
    });
    await inTheRow(scene, id, { concurrency: mine });
    await onOozie(scene, id, { concurrency: theirs });
    console.log(`  The user decides: ${decision}.`);
    await app.page.evaluate(resolveConflict, { id, choice, outcome });
    await onOozie(scene, id, { concurrency: outcome });
    await inTheRow(scene, id, { concurrency: outcome });
    await claim('the conflict is gone', async () => {
      ensure((await app.conflicts()).length === 0, 'there is still a conflict');
    });
  }
}

/** Runs in the page: settles a schedule's conflict about its concurrency. */
async function resolveConflict(decision: {
  id: string;
  choice: 'mine' | 'theirs' | 'edited';
  outcome: number;
}) {
  const app = window.fieldSurvey;
  const row = { collection: 'schedules', rowKey: decision.id };
  if (decision.choice !== 'edited') return app?.howdah.resolve(row, decision.choice);
  const local: object = (await app?.database.table('schedules').get(decision.id)) ?? {};
  return app?.howdah.resolve(row, { row: { ...local, concurrency: decision.outcome } });
}
