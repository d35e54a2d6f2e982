import {
  coordinator,
  oozie,
  patientWorkflow,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';

const workflowOf = { quick: quickWorkflow, patient: patientWorkflow };

/** The nominal time of action n + 1. */
export const hour = (n: number) => Date.parse('2020-01-01T00:00Z') + n * 3_600_000;

/** A coordinator with two actions, whose workflows end at once or run for hours; `change` rewrites its definition. */
export async function submitted(
  workflow: keyof typeof workflowOf,
  change: (xml: string) => string = (xml) => xml,
  properties: Record<string, string> = twoHours,
) {
  const workflowPath = await store('workflow', workflowOf[workflow](uniqueName('workflow')));
  const name = uniqueName('coordinator');
  const path = await store('coordinator', change(coordinator(name, workflowPath)), properties);
  const { id } = await oozie.submit({ 'oozie.coord.application.path': path, ...properties });
  return { id, name, path, workflowPath };
}

/** Waits until both actions are so. */
export async function reached(id: string, status: string) {
  const { actions } = await until(
    () => oozie.coordinators.info(id, { len: -1 }),
    ({ actions }) => actions.length === 2 && actions.every((action) => action.status === status),
  );
  return actions;
}

/** A coordinator whose two actions are over. */
export async function succeeded(change?: (xml: string) => string, properties?: Record<string, string>) {
  const job = await submitted('quick', change, properties);
  await reached(job.id, 'SUCCEEDED');
  await until(
    () => oozie.coordinators.status(job.id),
    (status) => status === 'SUCCEEDED',
  );
  return job;
}
