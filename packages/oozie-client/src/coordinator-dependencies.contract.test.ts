import { expect, test } from 'vitest';
import { hour, submitted, succeeded } from './coordinator-jobs.fixture.ts';
import { oozie, root, uniqueName, until } from './real-oozie.fixture.ts';

const missing = '9999999-260101000000000-oozie-root-C';

/** A coordinator that waits for a folder and for a file in another one for every action. */
async function waiting() {
  const folder = `${root}/input/${uniqueName('in').replaceAll(' ', '-')}`;
  const dataset = (name: string, doneFlag: string) =>
    `<dataset name="${name}" frequency="\${coord:hours(1)}" initial-instance="2020-01-01T00:00Z" timezone="UTC"><uri-template>${folder}/${name}/\${HOUR}</uri-template><done-flag>${doneFlag}</done-flag></dataset>`;
  const input = (name: string) =>
    `<data-in name="${name}" dataset="${name}"><start-instance>\${coord:current(0)}</start-instance><end-instance>\${coord:current(1)}</end-instance></data-in>`;
  const { id } = await submitted('quick', (xml) =>
    xml.replace(
      '<action>',
      `<datasets>${dataset('clicks', '')}${dataset('views', 'ready')}</datasets><input-events>${input('clicks')}${input('views')}</input-events><action>`,
    ),
  );
  await until(
    () => oozie.coordinators.info(id, { len: -1 }),
    ({ actions }) => actions.length === 2 && actions.every(({ missingDependencies }) => missingDependencies),
  );
  return { id, folder };
}

test('what actions wait for is told by dataset', async () => {
  const { id, folder } = await waiting();
  const { missingDependencies, kill } = oozie.coordinators;
  const first = {
    id: 1,
    blockedOn: `${folder}/clicks/01`,
    dataSets: [
      { dataSet: 'clicks', missingDependencies: [`${folder}/clicks/01`, `${folder}/clicks/00`] },
      { dataSet: 'views', missingDependencies: [`${folder}/views/01/ready`, `${folder}/views/00/ready`] },
    ],
  };
  expect(await missingDependencies(`${id}@1`)).toEqual([first]);
  const both = [first, { id: 2, blockedOn: `${folder}/clicks/02` }];
  expect(await missingDependencies(id, { actions: [[1, 2]] })).toMatchObject(both);
  expect(await missingDependencies(id, { dates: [[hour(0), hour(7)]] })).toMatchObject(both);
  expect(await missingDependencies(id, { dates: [hour(1)] })).toMatchObject([{ id: 2 }]);
  await expect(missingDependencies(id, { actions: [9] })).rejects.toMatchObject({ kind: 'not-found' });
  await kill(id);
});

test('what waits for nothing is left out', async () => {
  const { id } = await succeeded();
  expect(await oozie.coordinators.missingDependencies(id, { actions: '1-2' })).toEqual([]);
});

test('it must be said whose dependencies are meant', async () => {
  const { missingDependencies } = oozie.coordinators;
  const refused = { kind: 'invalid-request', reachedServer: 'no' };
  await expect(missingDependencies(missing)).rejects.toMatchObject(refused);
  await expect(missingDependencies(`${missing}@1`, { actions: '1' })).rejects.toMatchObject(refused);
  await expect(missingDependencies(`${missing}@1`)).rejects.toMatchObject({ kind: 'not-found' });
});
