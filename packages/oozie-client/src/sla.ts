import * as z from 'zod/mini';
import type { UnknownStatus } from './job-status.ts';
import { number, orNull, text, textOrNull } from './json-fields.ts';
import { parseSlaMessage, type SlaEvent } from './sla-event.ts';
import {
  printSlaEventFilter,
  printSlaFilter,
  type SlaEventFilter,
  type SlaFilter,
  type SlaStatus,
} from './sla-filter.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** How a workflow, coordinator action or workflow action stands to its SLA. Times are epoch milliseconds. */
export interface SlaSummary {
  /** The job's or action's id. */
  readonly id: string;
  readonly parentId: string | null;
  readonly appName: string;
  /** e.g. `WORKFLOW_JOB`, `COORDINATOR_ACTION` */
  readonly appType: string;
  readonly user: string;
  readonly nominalTime: number | null;
  readonly expectedStart: number | null;
  readonly actualStart: number | null;
  /** Minutes late; negative for early. */
  readonly startDelay: number | null;
  readonly expectedEnd: number | null;
  readonly actualEnd: number | null;
  /** Minutes late; negative for early. */
  readonly endDelay: number | null;
  /** Milliseconds; -1 when none is set. */
  readonly expectedDuration: number;
  /** Milliseconds, up to now for what runs; -1 before the start, or when none is expected. */
  readonly actualDuration: number;
  /** Minutes too long; negative for shorter. */
  readonly durationDelay: number | null;
  readonly jobStatus: string | null;
  readonly slaStatus: SlaStatus | UnknownStatus | null;
  /** Separated by commas: `START_MET`, `START_MISS`, `END_MET`, `END_MISS`, `DURATION_MET`, `DURATION_MISS`. */
  readonly eventStatus: string;
  readonly lastModified: number | null;
  /** `Enabled` or `Disabled`, which is whether Oozie tells when it is missed. */
  readonly slaAlertStatus: string;
}

const timeNumber = orNull(z.number());

const summary: z.ZodMiniType<SlaSummary> = z.object({
  id: text,
  parentId: textOrNull,
  appName: text,
  appType: text,
  user: text,
  nominalTime: timeNumber,
  expectedStart: timeNumber,
  actualStart: timeNumber,
  startDelay: timeNumber,
  expectedEnd: timeNumber,
  actualEnd: timeNumber,
  endDelay: timeNumber,
  expectedDuration: number,
  actualDuration: number,
  durationDelay: timeNumber,
  jobStatus: textOrNull,
  slaStatus: textOrNull,
  eventStatus: text,
  lastModified: timeNumber,
  slaAlertStatus: text,
});

const summariesAnswer = z.object({ slaSummaryList: z.array(summary) });

/** How many summaries to read, in which order. */
export interface SlaSummaryPage {
  /** How many at most. Default 1000; Oozie has no offset. */
  len?: number;
  /** A field of Oozie's own bean, such as `nominalTimeTS` (the default), `lastModifiedTS` or `actualEndTS`. */
  sortBy?: string;
  /** Default `asc`. */
  order?: 'asc' | 'desc';
}

/** Which events to read, and how many at once. */
export interface SlaEventsPage {
  /** Default 100; Oozie gives 1000 at most unless set up otherwise. */
  maxEvents?: number;
  /** Which events, or Oozie's own filter, e.g. `jobid=<id>`. */
  filter?: SlaEventFilter | string;
}

/** Events after a place in the feed. */
export interface SlaEvents {
  /** Where to go on reading. */
  readonly lastSequenceId: number;
  readonly events: readonly SlaEvent[];
}

export interface SlaFeeds {
  /**
   * How jobs and actions stand to their SLAs; none unless Oozie runs with its SLAService. The filter is typed, or
   * Oozie's own text, e.g. `app_name=nightly%`.
   * @throws {OozieError} `invalid-request` for a filter without conditions; `server-error` (E0303) for a `sortBy` that
   * is none of Oozie's fields
   */
  summaries(
    filter: SlaFilter | string,
    page?: SlaSummaryPage,
    options?: RequestOptions,
  ): Promise<SlaSummary[]>;
  /**
   * What has happened to jobs and actions that have an SLA, oldest first, after the event of this number (0 for the
   * first), also without SLAService. Numbers are given before events show, so one with a lower number can come
   * later: read some again each time.
   */
  events(afterSequenceId: number, page?: SlaEventsPage, options?: RequestOptions): Promise<SlaEvents>;
  /** The same as Oozie tells it: `<sla-message>`. */
  eventsAsXml(afterSequenceId: number, page?: SlaEventsPage, options?: RequestOptions): Promise<string>;
  /** All events after the one of this number, page by page, until there is none more at the moment. */
  allEvents(afterSequenceId: number, page?: SlaEventsPage, options?: RequestOptions): AsyncIterable<SlaEvent>;
}

/** @see org.apache.oozie.servlet.V2SLAServlet, org.apache.oozie.servlet.SLAServlet */
export function slaFeeds(transport: Transport): SlaFeeds {
  const eventsAsXml: SlaFeeds['eventsAsXml'] = (afterSequenceId, page = {}, options) => {
    const { maxEvents, filter = {} } = page;
    const printed = typeof filter === 'string' ? filter : printSlaEventFilter(filter);
    const query = { 'gt-sequence-id': afterSequenceId, 'max-events': maxEvents, filter: printed };
    return transport.text({ method: 'GET', path: '/v1/sla', query }, options);
  };
  const events: SlaFeeds['events'] = async (afterSequenceId, page, options) =>
    parseSlaMessage(await eventsAsXml(afterSequenceId, page, options));
  return {
    async summaries(filter, page = {}, options) {
      const { len, sortBy, order } = page;
      const printed = typeof filter === 'string' ? filter : printSlaFilter(filter);
      const query = { filter: printed, len, sortby: sortBy, order };
      const request = { method: 'GET', path: '/v2/sla', since: 2, query } as const;
      return (await transport.json(request, summariesAnswer, options)).value.slaSummaryList;
    },
    events,
    eventsAsXml,
    async *allEvents(afterSequenceId, page, options) {
      let after = afterSequenceId;
      for (;;) {
        const read = await events(after, page, options);
        yield* read.events;
        if (read.events.length === 0 || read.lastSequenceId <= after) return;
        after = read.lastSequenceId;
      }
    },
  };
}
