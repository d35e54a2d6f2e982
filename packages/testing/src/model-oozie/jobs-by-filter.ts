import type { Draft } from './draft.ts';
import type { Answer, OozieRequest } from './envelope.ts';
import { listKind, type Page, pageJson, pageOf } from './job-lists.ts';
import { perform } from './perform.ts';
import { fail, Refusal, refuse } from './refusal.ts';

const actions = ['suspend', 'resume', 'kill'] as const;

/**
 * Suspends, resumes or kills the jobs on one page of a list, and answers with that page as it is then.
 * @see org.apache.oozie.servlet.V1JobsServlet, org.apache.oozie.command.wf.BulkWorkflowXCommand
 */
export function changeByFilter(draft: Draft, request: OozieRequest): Answer {
  const { query } = request;
  if (query.get('filter') === null) throw new Refusal(400, 'E1603', 'the filter is missing');
  const jobtype = query.get('jobtype');
  if (jobtype === null) throw fail('java.lang.NullPointerException');
  const kind = listKind(jobtype, 'coord') ?? 'coord';
  const page = pageOf(draft.result(), request, kind, draft.now);
  const does = actions.find((action) => action === query.get('action'));
  if (does === undefined) throw refuse('E0303', `there is no [action] = [${query.get('action')}]`);
  for (const { id } of page.jobs) perform(draft, { does, job: id });
  const after: Page = pageOf(draft.result(), request, kind, draft.now);
  // These rows lack the address that those of lists have.
  return { json: { ...pageJson(draft.result(), kind, after, { consoleUrl: null }), ids: [] } };
}
