import { type Configuration, propertiesIn, setProperty } from './configuration.ts';
import { applicationPaths } from './definition-file.ts';
import type { Draft } from './draft.ts';
import { exists } from './file-store.ts';
import { Refusal } from './refusal.ts';
import { rerunWorkflow, startWorkflow, submitWorkflow } from './workflow-jobs.ts';
import { childOf, textOf, type XmlElement } from './xml-tree.ts';

/**
 * Submits and starts the child of a sub-workflow action, or reruns the one that it had; gives the child's id.
 * @see org.apache.oozie.action.oozie.SubWorkflowActionExecutor
 */
export function startSubWorkflow(draft: Draft, id: string, node: string, body: XmlElement): string {
  const parent = draft.workflows.get(id);
  const action = parent?.actions.find(({ name }) => name === node);
  if (parent === undefined || action === undefined) throw new Refusal(400, 'E0604', `no workflow [${id}]`);
  const path = textOf(childOf(body, 'app-path') ?? body).trim();
  if (!exists(draft.state, path)) throw new Refusal(400, undefined, `${path} does not exist`);
  const conf: Record<string, string> = {};
  const take = (properties: Configuration) => {
    for (const [name, value] of Object.entries(properties)) setProperty(conf, name, value);
  };
  if (childOf(body, 'propagate-configuration') !== undefined) take(parent.conf);
  // All of Oozie's own properties go down to children.
  take(Object.fromEntries(Object.entries(parent.conf).filter(([name]) => name.startsWith('oozie.'))));
  const inline = childOf(body, 'configuration');
  take({ 'user.name': parent.user, ...(inline === undefined ? {} : propertiesIn(inline)) });
  const callback = `${draft.state.settings.baseUrl}/callback?id=${id}@${node}&status=$status`;
  take({
    [applicationPaths.workflow]: path,
    'oozie.wf.workflow.notification.url': callback,
    'oozie.wf.external.id': `${id}@${node}@${parent.run}`,
    'oozie.wf.parent.id': id,
    'oozie.wf.superparent.id': parent.conf['oozie.wf.superparent.id'] ?? parent.parentId ?? id,
    'oozie.action.subworkflow.depth': String(
      Number(parent.conf['oozie.action.subworkflow.depth'] ?? '0') + 1,
    ),
    'oozie.action.yarn.tag': `${id}@${node}`,
  });
  const onlyFailed = parent.conf['oozie.wf.rerun.failnodes'] === 'true';
  if (action.externalId !== null && onlyFailed) {
    rerunWorkflow(draft, action.externalId, { ...conf, 'oozie.action.subworkflow.rerun': 'true' });
    return action.externalId;
  }
  const child = submitWorkflow(draft, conf);
  startWorkflow(draft, child);
  return child;
}
