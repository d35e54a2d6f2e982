import * as z from 'zod/mini';
import type { CoordinatorFilter } from './filter.ts';
import { changeJobsByFilter, type JobsByFilter } from './jobs-by-filter.ts';
import { text } from './json-fields.ts';
import { type ListKind, type ListPage, type ListQuery, listAll, listPage } from './list.ts';
import { type LogOptions, readLog } from './log.ts';
import { changeSince, readSince } from './operation-since.ts';
import { jobPath } from './request-url.ts';
import type { RequestOptions, Transport } from './transport.ts';

/**
 * What all kinds of jobs have in common. Oozie answers 200 to a change that the job's state does not allow, and
 * to one that waits for the job's lock: accepted does not mean done, so read the job back.
 */
export interface JobControl<Row, Filter, Status> {
  /** One page of the jobs that match, newest first. */
  list(query?: ListQuery<Filter>, options?: RequestOptions): Promise<ListPage<Row>>;
  /**
   * All rows from `offset` on, page by page (`len` rows each, 100 by default), in constant memory. Each job comes once
   * unless more than 5000 others come to the front of the list between two pages; as many are missed as leave the list.
   */
  all(query?: ListQuery<Filter>, options?: RequestOptions): AsyncIterable<Row>;
  status(id: string, options?: RequestOptions): Promise<Status>;
  suspend(id: string, options?: RequestOptions): Promise<void>;
  resume(id: string, options?: RequestOptions): Promise<void>;
  kill(id: string, options?: RequestOptions): Promise<void>;
}

export interface JobOperations<Row, Filter, Status> extends JobControl<Row, Filter, Status> {
  /** {@link changeJobsByFilter} */
  suspendAll(query: JobsByFilter, options?: RequestOptions): Promise<ListPage<Row>>;
  /** {@link changeJobsByFilter} */
  resumeAll(query: JobsByFilter, options?: RequestOptions): Promise<ListPage<Row>>;
  /** {@link changeJobsByFilter} */
  killAll(query: JobsByFilter, options?: RequestOptions): Promise<ListPage<Row>>;
  /** The document that the job was made from, as stored on the cluster at that time. */
  definition(id: string, options?: RequestOptions): Promise<string>;
  /** The job's log as it arrives. */
  log(id: string, options?: LogOptions): AsyncIterable<string>;
  /**
   * The JMS topic on which Oozie tells of this job and its actions; the user's name unless Oozie is set up otherwise.
   * @throws {OozieError} `invalid-request` (E1602) when Oozie runs without its JMSTopicService
   */
  jmsTopic(id: string, options?: RequestOptions): Promise<string>;
}

const statusAnswer = z.object({ status: text });
const topicAnswer = z.object({ jmsTopicName: text });

/** @see org.apache.oozie.servlet.V2JobServlet */
export function jobControl<Row, Filter extends CoordinatorFilter>(
  transport: Transport,
  kind: ListKind<Row>,
): JobControl<Row, Filter, string> {
  const act = (action: string) => (id: string, options?: RequestOptions) =>
    changeJob(transport, id, { action }, options);
  return {
    list: (query, options) => listPage(transport, kind, query, options),
    all: (query, options) => listAll(transport, kind, query, options),
    async status(id, options) {
      // Older servers tell it with the job only, of which one action is the least that can be asked for.
      const request = { ...readOf(id, { show: 'status' }), ...readBefore2(id, { len: 1 }) };
      return (await transport.json(request, statusAnswer, options)).value.status;
    },
    suspend: act('suspend'),
    resume: act('resume'),
    kill: act('kill'),
  };
}

/** The operations on jobs that {@link jobControl} leaves out. */
export function furtherJobOperations<Row, Filter extends CoordinatorFilter>(
  transport: Transport,
  kind: ListKind<Row>,
): Omit<JobOperations<Row, Filter, string>, keyof JobControl<Row, Filter, string>> {
  const actByFilter =
    (action: 'suspend' | 'resume' | 'kill') => (query: JobsByFilter, options?: RequestOptions) =>
      changeJobsByFilter(transport, kind, action, query, options);
  return {
    suspendAll: actByFilter('suspend'),
    resumeAll: actByFilter('resume'),
    killAll: actByFilter('kill'),
    definition: (id, options) => transport.text(readOf(id, { show: 'definition' }), options),
    log: (id, options) => readLog(transport, id, options),
    async jmsTopic(id, options) {
      const request = readOf(id, { show: 'jmstopic' });
      return (await transport.json(request, topicAnswer, options)).value.jmsTopicName;
    },
  };
}

type JobQuery = Readonly<Record<string, string | number | undefined>> & { readonly show?: string };

const gmt = { timezone: 'GMT' };

/** The request that reads a job; its times come in GMT, as {@link jsonTime} needs them. */
export function readOf(id: string, query: JobQuery) {
  const since = readSince(id, query.show);
  return { method: 'GET', path: jobPath(id), since, query: { ...query, ...gmt }, aboutJob: true } as const;
}

/** What to ask a server before version 2 instead, in a request that reads a job. */
export function readBefore2(id: string, query: JobQuery) {
  return { since: readSince(id, query.show), queryBefore2: { ...query, ...gmt } };
}

/** The parameters of a change; `body` is for the changes that Oozie takes as XML only. */
export interface JobChange {
  readonly query: Readonly<Record<string, string | undefined>> & { readonly action: string };
  readonly body?: string;
}

/** A request that changes a job. */
export function changeOf(id: string, change: JobChange) {
  const since = changeSince(id, change.query.action);
  return { method: 'PUT', path: jobPath(id), since, aboutJob: true, ...change } as const;
}

/** Sends a change to a job; Oozie's answer says nothing. */
export async function changeJob(
  transport: Transport,
  id: string,
  query: JobChange['query'],
  options?: RequestOptions,
): Promise<void> {
  await transport.text(changeOf(id, { query }), options);
}

/** A yes or no as Oozie's parameters have it; nothing leaves it to Oozie. */
export function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
