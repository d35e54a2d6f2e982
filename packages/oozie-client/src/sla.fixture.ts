import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import type { OozieClient } from './client.ts';
import { coordinator, quickWorkflow, uniqueName, until } from './real-oozie.fixture.ts';

/** Boots an Oozie that watches over SLAs. */
export function startWatchingOozie(): Promise<LocalOozie> {
  return startLocalOozie({
    oozieSite: {
      'oozie.services.ext':
        'org.apache.oozie.service.JMSTopicService,org.apache.oozie.service.EventHandlerService,org.apache.oozie.sla.service.SLAService',
      'oozie.service.EventHandlerService.event.listeners':
        'org.apache.oozie.sla.listener.SLAJobEventListener',
      'oozie.service.EventHandlerService.worker.interval': '1',
      'oozie.service.StatusTransitService.statusTransit.interval': '1',
      'oozie.service.CoordMaterializeTriggerService.lookup.interval': '1',
      'oozie.service.CoordMaterializeTriggerService.scheduling.interval': '1',
    },
  });
}

/** Twenty hours of 2020, with alerts for what is that old. */
export const twenty = {
  endTime: '2020-01-01T20:00Z',
  concurrency: '2',
  'oozie.sla.disable.alerts.older.than': '1000000',
};

/** An SLA of ten minutes to start, thirty to end and fifteen to run. */
const info = (nominalTime: string) =>
  `<sla:info><sla:nominal-time>${nominalTime}</sla:nominal-time><sla:should-start>\${10 * MINUTES}</sla:should-start><sla:should-end>\${30 * MINUTES}</sla:should-end><sla:max-duration>\${15 * MINUTES}</sla:max-duration><sla:alert-contact>alice@example.com</sla:alert-contact></sla:info>`;
const withSla = (xml: string, nominalTime: string, before: string) =>
  xml
    .replace(/^<[\w-]+/, '$& xmlns:sla="uri:oozie:sla:0.2"')
    .replace(before, `${info(nominalTime)}${before}`);

/** A workflow that is over, years late. */
export async function slaWorkflow(client: OozieClient, folder: string) {
  const name = uniqueName('sla');
  const xml = withSla(quickWorkflow(name), '2020-01-01T00:00Z', '</workflow-app>');
  const { path } = await client.uploadDefinition({ kind: 'workflow', xml, root: folder });
  const { id } = await client.submit({ 'oozie.wf.application.path': path }, { start: true });
  await until(
    () => client.workflows.status(id),
    (status) => status === 'SUCCEEDED',
  );
  return { id, name };
}

/** Has four actions at a time, which wait for data that never come. */
export async function storedCoordinator(client: OozieClient, folder: string) {
  const quick = { kind: 'workflow', xml: quickWorkflow(uniqueName('workflow')), root: folder } as const;
  const { path: workflowPath } = await client.uploadDefinition(quick);
  const input = `<datasets><dataset name="in" frequency="\${coord:hours(1)}" initial-instance="2020-01-01T00:00Z" timezone="UTC"><uri-template>${folder}/nowhere/\${HOUR}</uri-template></dataset></datasets><input-events><data-in name="in" dataset="in"><instance>\${coord:current(0)}</instance></data-in></input-events>`;
  const xml = withSla(
    coordinator(uniqueName('sla'), workflowPath)
      .replace('</concurrency>', '</concurrency><throttle>4</throttle>')
      .replace('<action>', `${input}<action>`),
    `\${coord:nominalTime()}`,
    '</action></coord',
  );
  return (await client.uploadDefinition({ kind: 'coordinator', xml, root: folder, properties: twenty })).path;
}

export const fourWait = (client: OozieClient, id: string) =>
  until(
    () => client.coordinators.info(id, { len: -1 }),
    ({ actions }) => actions.length === 4 && actions.every(({ status }) => status === 'WAITING'),
  );

export async function slaCoordinator(client: OozieClient, folder: string) {
  const path = await storedCoordinator(client, folder);
  const { id } = await client.submit({ 'oozie.coord.application.path': path, ...twenty });
  await fourWait(client, id);
  return id;
}
