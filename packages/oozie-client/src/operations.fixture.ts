import type { OozieClient } from './client.ts';
import { bundleId, coordinatorId, workflowId } from './oozie-answers.fixture.ts';
import type { RequestOptions } from './transport.ts';

/** Calls one function of the client and reads to its end what it gives, or a good part of what has no end. */
export type Call = (client: OozieClient, options: RequestOptions) => Promise<unknown>;

const changed = { patienceMs: 20, pollMs: 5 };
const scope = { actions: '1' };
const properties = { 'oozie.wf.application.path': 'file:///definitions/workflow.xml' };
const byName = { filter: { name: 'a' } };

/** Every function of the client, by the path that leads to it. A new one belongs here, too. */
export const operations: Readonly<Record<string, Call>> = {
  'admin.versions': (client, options) => client.admin.versions(options),
  'admin.systemMode': (client, options) => client.admin.systemMode(options),
  'admin.setSystemMode': (client, options) => client.admin.setSystemMode('NORMAL', options),
  'admin.buildVersion': (client, options) => client.admin.buildVersion(options),
  'admin.configuration': (client, options) => client.admin.configuration(options),
  'admin.environment': (client, options) => client.admin.environment(options),
  'admin.javaProperties': (client, options) => client.admin.javaProperties(options),
  'admin.metrics': (client, options) => client.admin.metrics(options),
  'admin.instrumentation': (client, options) => client.admin.instrumentation(options),
  'admin.timeZones': (client, options) => client.admin.timeZones(options),
  'admin.queueDump': (client, options) => client.admin.queueDump(options),
  'admin.shareLib': (client, options) => client.admin.shareLib('hive', options),
  'admin.updateShareLib': (client, options) => client.admin.updateShareLib(options),
  'admin.purge': (client, options) => client.admin.purge({ limit: 1 }, options),
  'admin.servers': (client, options) => client.admin.servers(options),
  'admin.jmsInfo': (client, options) => client.admin.jmsInfo(options),

  submit: (client, options) => client.submit(properties, options),
  submitOnce: (client, options) =>
    client.submitOnce(properties, { key: 'key', settleMs: 20, othersMs: 1, ...options }),
  dryrun: (client, options) => client.dryrun(properties, options),
  submitScript: (client, options) => client.submitScript('pig', properties, options),
  uploadDefinition: (client, options) =>
    client.uploadDefinition({ kind: 'workflow', xml: '<workflow-app/>', root: 'file:///d' }, options),
  validate: (client, options) => client.validate('<workflow-app/>', options),
  callBack: (client, options) => client.callBack(`${workflowId}@node`, 'SUCCEEDED', {}, options),
  log: (client, options) => some(client.log(workflowId, options)),
  tail: (client, options) => some(client.tail(workflowId, { pollMs: 1, ...options })),

  'workflows.list': (client, options) => client.workflows.list({}, options),
  'workflows.all': (client, options) => some(client.workflows.all({}, options)),
  'workflows.status': (client, options) => client.workflows.status(workflowId, options),
  'workflows.info': (client, options) => client.workflows.info(workflowId, options),
  'workflows.action': (client, options) => client.workflows.action(`${workflowId}@node`, options),
  'workflows.retries': (client, options) => client.workflows.retries(`${workflowId}@node`, options),
  'workflows.idByExternalId': (client, options) => client.workflows.idByExternalId('key', options),
  'workflows.definition': (client, options) => client.workflows.definition(workflowId, options),
  'workflows.log': (client, options) => some(client.workflows.log(workflowId, options)),
  'workflows.jmsTopic': (client, options) => client.workflows.jmsTopic(workflowId, options),
  'workflows.graph': (client, options) => client.workflows.graph(workflowId, { format: 'png' }, options),
  'workflows.start': (client, options) => client.workflows.start(workflowId, options),
  'workflows.suspend': (client, options) => client.workflows.suspend(workflowId, options),
  'workflows.resume': (client, options) => client.workflows.resume(workflowId, options),
  'workflows.kill': (client, options) => client.workflows.kill(workflowId, options),
  'workflows.rerun': (client, options) => client.workflows.rerun(workflowId, properties, options),
  'workflows.suspendAll': (client, options) => client.workflows.suspendAll(byName, options),
  'workflows.resumeAll': (client, options) => client.workflows.resumeAll(byName, options),
  'workflows.killAll': (client, options) => client.workflows.killAll(byName, options),
  'workflows.confirmed.start': (client, options) =>
    client.workflows.confirmed.start(workflowId, { ...changed, ...options }),
  'workflows.confirmed.suspend': (client, options) =>
    client.workflows.confirmed.suspend(workflowId, { ...changed, ...options }),
  'workflows.confirmed.resume': (client, options) =>
    client.workflows.confirmed.resume(workflowId, { ...changed, ...options }),
  'workflows.confirmed.kill': (client, options) =>
    client.workflows.confirmed.kill(workflowId, { ...changed, ...options }),
  'workflows.confirmed.rerun': (client, options) =>
    client.workflows.confirmed.rerun(workflowId, properties, { ...changed, ...options }),

  'coordinators.list': (client, options) => client.coordinators.list({}, options),
  'coordinators.all': (client, options) => some(client.coordinators.all({}, options)),
  'coordinators.status': (client, options) => client.coordinators.status(coordinatorId, options),
  'coordinators.info': (client, options) => client.coordinators.info(coordinatorId, { len: 5, ...options }),
  'coordinators.action': (client, options) => client.coordinators.action(`${coordinatorId}@1`, options),
  'coordinators.actionStatus': (client, options) =>
    client.coordinators.actionStatus(`${coordinatorId}@1`, options),
  'coordinators.allRuns': (client, options) => client.coordinators.allRuns(`${coordinatorId}@1`, options),
  'coordinators.missingDependencies': (client, options) =>
    client.coordinators.missingDependencies(coordinatorId, scope, options),
  'coordinators.workflowActions': (client, options) =>
    client.coordinators.workflowActions(coordinatorId, 'node', {}, options),
  'coordinators.definition': (client, options) => client.coordinators.definition(coordinatorId, options),
  'coordinators.log': (client, options) => some(client.coordinators.log(coordinatorId, options)),
  'coordinators.jmsTopic': (client, options) => client.coordinators.jmsTopic(coordinatorId, options),
  'coordinators.suspend': (client, options) => client.coordinators.suspend(coordinatorId, options),
  'coordinators.resume': (client, options) => client.coordinators.resume(coordinatorId, options),
  'coordinators.kill': (client, options) => client.coordinators.kill(coordinatorId, options),
  'coordinators.killActions': (client, options) =>
    client.coordinators.killActions(coordinatorId, scope, options),
  'coordinators.change': (client, options) =>
    client.coordinators.change(coordinatorId, { concurrency: 2 }, options),
  'coordinators.rerun': (client, options) => client.coordinators.rerun(coordinatorId, scope, {}, options),
  'coordinators.ignore': (client, options) => client.coordinators.ignore(coordinatorId, options),
  'coordinators.ignoreActions': (client, options) =>
    client.coordinators.ignoreActions(coordinatorId, scope, options),
  'coordinators.update': (client, options) =>
    client.coordinators.update(coordinatorId, undefined, {}, options),
  'coordinators.suspendAll': (client, options) => client.coordinators.suspendAll(byName, options),
  'coordinators.resumeAll': (client, options) => client.coordinators.resumeAll(byName, options),
  'coordinators.killAll': (client, options) => client.coordinators.killAll(byName, options),
  'coordinators.sla.enable': (client, options) =>
    client.coordinators.sla.enable(coordinatorId, scope, options),
  'coordinators.sla.disable': (client, options) =>
    client.coordinators.sla.disable(coordinatorId, scope, options),
  'coordinators.sla.change': (client, options) =>
    client.coordinators.sla.change(coordinatorId, { ...scope, maxDuration: '10' }, options),
  'coordinators.confirmed.suspend': (client, options) =>
    client.coordinators.confirmed.suspend(coordinatorId, { ...changed, ...options }),
  'coordinators.confirmed.resume': (client, options) =>
    client.coordinators.confirmed.resume(coordinatorId, { ...changed, ...options }),
  'coordinators.confirmed.kill': (client, options) =>
    client.coordinators.confirmed.kill(coordinatorId, { ...changed, ...options }),
  'coordinators.confirmed.ignore': (client, options) =>
    client.coordinators.confirmed.ignore(coordinatorId, { ...changed, ...options }),
  'coordinators.confirmed.change': (client, options) =>
    client.coordinators.confirmed.change(coordinatorId, { concurrency: 2 }, { ...changed, ...options }),

  'bundles.list': (client, options) => client.bundles.list({}, options),
  'bundles.all': (client, options) => some(client.bundles.all({}, options)),
  'bundles.status': (client, options) => client.bundles.status(bundleId, options),
  'bundles.info': (client, options) => client.bundles.info(bundleId, options),
  'bundles.definition': (client, options) => client.bundles.definition(bundleId, options),
  'bundles.log': (client, options) => some(client.bundles.log(bundleId, options)),
  'bundles.jmsTopic': (client, options) => client.bundles.jmsTopic(bundleId, options),
  'bundles.monitor': (client, options) => client.bundles.monitor({ bundle: 'b' }, options),
  'bundles.monitorAll': (client, options) => some(client.bundles.monitorAll({ bundle: 'b' }, options)),
  'bundles.start': (client, options) => client.bundles.start(bundleId, options),
  'bundles.suspend': (client, options) => client.bundles.suspend(bundleId, options),
  'bundles.resume': (client, options) => client.bundles.resume(bundleId, options),
  'bundles.kill': (client, options) => client.bundles.kill(bundleId, options),
  'bundles.change': (client, options) => client.bundles.change(bundleId, { pausetime: null }, options),
  'bundles.rerun': (client, options) => client.bundles.rerun(bundleId, { coordinators: ['c'] }, options),
  'bundles.suspendAll': (client, options) => client.bundles.suspendAll(byName, options),
  'bundles.resumeAll': (client, options) => client.bundles.resumeAll(byName, options),
  'bundles.killAll': (client, options) => client.bundles.killAll(byName, options),
  'bundles.sla.enable': (client, options) => client.bundles.sla.enable(bundleId, scope, options),
  'bundles.sla.disable': (client, options) => client.bundles.sla.disable(bundleId, scope, options),
  'bundles.sla.change': (client, options) =>
    client.bundles.sla.change(bundleId, { ...scope, maxDuration: '10' }, options),
  'bundles.confirmed.start': (client, options) =>
    client.bundles.confirmed.start(bundleId, { ...changed, ...options }),
  'bundles.confirmed.suspend': (client, options) =>
    client.bundles.confirmed.suspend(bundleId, { ...changed, ...options }),
  'bundles.confirmed.resume': (client, options) =>
    client.bundles.confirmed.resume(bundleId, { ...changed, ...options }),
  'bundles.confirmed.kill': (client, options) =>
    client.bundles.confirmed.kill(bundleId, { ...changed, ...options }),
  'bundles.confirmed.change': (client, options) =>
    client.bundles.confirmed.change(bundleId, { pausetime: null }, { ...changed, ...options }),

  'sla.summaries': (client, options) => client.sla.summaries('app_name=a', {}, options),
  'sla.events': (client, options) => client.sla.events(0, {}, options),
  'sla.eventsAsXml': (client, options) => client.sla.eventsAsXml(0, {}, options),
  'sla.allEvents': (client, options) => some(client.sla.allEvents(0, {}, options)),
};

/** More than any of the answers has. */
const enough = 100;

async function some(pieces: AsyncIterable<unknown>): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const piece of pieces) {
    if (read.push(piece) === enough) break;
  }
  return read;
}

/** The functions that an object has, by the path that leads to each. */
export function functionsOf(value: object, path: readonly string[] = []): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (typeof inner === 'function') return [[...path, name].join('.')];
    return typeof inner === 'object' && inner !== null ? functionsOf(inner, [...path, name]) : [];
  });
}
