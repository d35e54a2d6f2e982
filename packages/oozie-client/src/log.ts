import { unescapeHtmlPieces } from './html-entities.ts';
import { type LogFilter, printLogFilter } from './log-filter.ts';
import { readSince } from './operation-since.ts';
import { jobPath } from './request-url.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** Everything; what is an error; or what users asked Oozie to do. The latter two are files that a server may not keep. */
export type LogKind = 'log' | 'errorlog' | 'auditlog';

export interface LogOptions extends RequestOptions {
  /** Default `log`. */
  kind?: LogKind;
  /** Which part of it, or Oozie's own filter, e.g. `loglevel=ERROR|WARN;limit=100;recent=2h`. */
  logfilter?: LogFilter | string;
  /** A coordinator's actions of which to show the log, by number (`1,3-5`) or by nominal time. At most 50. */
  actions?: { type: 'action' | 'date'; scope: string };
}

/**
 * Streams a job's log: text in pieces as they arrive, not cut at line ends ({@link linesOf} does that). The time limit
 * holds for each piece. A server that keeps no such log answers with a line that says so.
 * @see org.apache.oozie.servlet.BaseJobServlet, org.apache.oozie.util.XLogStreamer
 */
export function readLog(
  transport: Transport,
  id: string,
  options: LogOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { kind = 'log', logfilter = {}, actions } = options;
  const printed = typeof logfilter === 'string' ? logfilter : printLogFilter(logfilter);
  const pieces = transport.chunks(
    {
      method: 'GET',
      path: jobPath(id),
      since: readSince(id, kind),
      query: { show: kind, logfilter: printed, type: actions?.type, scope: actions?.scope },
      aboutJob: true,
    },
    options,
  );
  return unescapeHtmlPieces(pieces);
}
