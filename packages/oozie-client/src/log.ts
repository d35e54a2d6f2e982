import { readSince } from './operation-since.ts';
import { jobPath } from './request-url.ts';
import type { RequestOptions, Transport } from './transport.ts';

export interface LogOptions extends RequestOptions {
  /** Default `log`. */
  kind?: 'log' | 'errorlog' | 'auditlog';
  /** Oozie's log filter, e.g. `loglevel=ERROR|WARN;limit=100;recent=2h`. */
  logfilter?: string;
  /** A coordinator's actions of which to show the log, by number (`1,3-5`) or by nominal time. At most 50. */
  actions?: { type: 'action' | 'date'; scope: string };
}

/**
 * Streams a job's log: text in pieces as they arrive, not cut at line ends. The time limit holds for each piece.
 * @see org.apache.oozie.servlet.BaseJobServlet, org.apache.oozie.util.XLogUserFilterParam
 */
export function readLog(
  transport: Transport,
  id: string,
  options: LogOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { kind = 'log', logfilter, actions } = options;
  return transport.chunks(
    {
      method: 'GET',
      path: jobPath(id),
      since: readSince(id, kind),
      query: { show: kind, logfilter, type: actions?.type, scope: actions?.scope },
      aboutJob: true,
    },
    options,
  );
}
