import type { WebServiceVersion } from './web-service-version.ts';

/** What version 0, which knows workflows alone, shows of a job beside the job itself. */
const shownSince0 = new Set(['definition', 'log']);
const shownSince1 = new Set(['info', 'graph', 'allruns', ...shownSince0]);

/**
 * The first version of the web service that reads this of a job or action.
 * @param show Oozie's parameter; undefined for the job itself
 * @see org.apache.oozie.servlet.V0JobServlet, org.apache.oozie.servlet.V1JobServlet
 */
export function readSince(id: string, show: string | undefined): WebServiceVersion {
  if (show !== undefined && !shownSince1.has(show)) return 2;
  return isWorkflow(id) && (show === undefined || shownSince0.has(show)) ? 0 : 1;
}

const changedSince0 = new Set(['start', 'suspend', 'resume', 'kill', 'rerun']);
const changedSince2 = new Set(['update', 'ignore', 'sla-enable', 'sla-disable', 'sla-change']);

/**
 * The first version of the web service that makes this change of a job.
 * @see org.apache.oozie.servlet.V0JobServlet, org.apache.oozie.servlet.V1JobServlet
 */
export function changeSince(id: string, action: string): WebServiceVersion {
  if (changedSince2.has(action)) return 2;
  return isWorkflow(id) && changedSince0.has(action) ? 0 : 1;
}

function isWorkflow(id: string): boolean {
  return id.endsWith('-W');
}
