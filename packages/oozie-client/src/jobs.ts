import * as z from 'zod/mini';
import type { CoordinatorFilter } from './filter.ts';
import { text } from './json-fields.ts';
import { type ListKind, type ListPage, type ListQuery, listAll, listPage } from './list.ts';
import { type LogOptions, readLog } from './log.ts';
import { jobPath } from './request-url.ts';
import type { RequestOptions, Transport } from './transport.ts';

/**
 * What all kinds of jobs have in common. Oozie answers 200 to a change that the job's state does not allow, and
 * to one that waits for the job's lock: accepted does not mean done, so read the job back.
 */
export interface JobOperations<Row, Filter, Status> {
  /** One page of the jobs that match, newest first. */
  list(query?: ListQuery<Filter>, options?: RequestOptions): Promise<ListPage<Row>>;
  /** All rows from `offset` on, page by page (`len` rows each, 100 by default), each job once. */
  all(query?: ListQuery<Filter>, options?: RequestOptions): AsyncIterable<Row>;
  status(id: string, options?: RequestOptions): Promise<Status>;
  suspend(id: string, options?: RequestOptions): Promise<void>;
  resume(id: string, options?: RequestOptions): Promise<void>;
  kill(id: string, options?: RequestOptions): Promise<void>;
  /** The document that the job was made from, as stored on the cluster at that time. */
  definition(id: string, options?: RequestOptions): Promise<string>;
  /** The job's log as it arrives. */
  log(id: string, options?: LogOptions): AsyncIterable<string>;
}

const statusAnswer = z.object({ status: text });

/** @see org.apache.oozie.servlet.V2JobServlet */
export function jobOperations<Row, Filter extends CoordinatorFilter>(
  transport: Transport,
  kind: ListKind<Row>,
): JobOperations<Row, Filter, string> {
  const act = (action: string) => (id: string, options?: RequestOptions) =>
    changeJob(transport, id, { action }, options);
  return {
    list: (query, options) => listPage(transport, kind, query, options),
    all: (query, options) => listAll(transport, kind, query, options),
    async status(id, options) {
      const request = readOf(id, { show: 'status' });
      return (await transport.json(request, statusAnswer, options)).value.status;
    },
    suspend: act('suspend'),
    resume: act('resume'),
    kill: act('kill'),
    definition: (id, options) => transport.text(readOf(id, { show: 'definition' }), options),
    log: (id, options) => readLog(transport, id, options),
  };
}

/** The request that reads a job; its times come in GMT, as {@link jsonTime} needs them. */
export function readOf(id: string, query: Readonly<Record<string, string | number | undefined>>) {
  const gmt = { timezone: 'GMT' };
  return { method: 'GET', path: jobPath(id), query: { ...query, ...gmt }, aboutJob: true } as const;
}

/** Sends a change to a job; Oozie's answer says nothing. */
export async function changeJob(
  transport: Transport,
  id: string,
  query: { action: string; value?: string },
  options?: RequestOptions,
): Promise<void> {
  await transport.text({ method: 'PUT', path: jobPath(id), query, aboutJob: true }, options);
}
