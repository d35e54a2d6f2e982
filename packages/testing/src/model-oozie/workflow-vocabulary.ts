import { basicFunctions, type Value, type Vocabulary } from './expressions.ts';
import type { WorkflowJob } from './oozie-state.ts';

/** What the expressions in a workflow's definition can name. */
export function workflowVocabulary(job: WorkflowJob): Vocabulary {
  return {
    variable: (name) => job.conf[name],
    // Most texts have no expression in them.
    get functions() {
      return functionsOf(job);
    },
  };
}

function functionsOf(job: WorkflowJob): Vocabulary['functions'] {
  const action = (name: Value) => job.actions.find((each) => each.name === name);
  const lastError = () => job.actions.findLast(({ errorCode }) => errorCode !== null)?.name ?? null;
  return {
    ...basicFunctions,
    'wf:conf': (name = null) => job.conf[String(name)] ?? null,
    'wf:id': () => job.id,
    'wf:name': () => job.appName,
    'wf:appPath': () => job.appPath,
    'wf:user': () => job.user,
    'wf:group': () => job.group,
    'wf:run': () => job.run,
    'wf:lastErrorNode': lastError,
    'wf:errorCode': (name = null) => action(name)?.errorCode ?? '',
    'wf:errorMessage': (name = null) => action(name)?.errorMessage ?? '',
    'wf:transition': (name = null) => action(name)?.transition ?? '',
    'wf:actionExternalId': (name = null) => action(name)?.externalId ?? '',
    'wf:actionExternalStatus': (name = null) => action(name)?.externalStatus ?? '',
  };
}
