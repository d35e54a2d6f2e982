import * as z from 'zod/mini';
import { number, orNull, text, textOrNull } from './json-fields.ts';
import { parseSlaMessage, type SlaEvent } from './sla-event.ts';
import { printSlaFilter, type SlaFilter } from './sla-filter.ts';
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
  /** Milliseconds; -1 before the end, unless a duration is expected. */
  readonly actualDuration: number;
  /** Minutes too long; negative for shorter. */
  readonly durationDelay: number | null;
  readonly jobStatus: string | null;
  /** `NOT_STARTED`, `IN_PROCESS`, `MET` or `MISS` */
  readonly slaStatus: string | null;
  /** Separated by commas: `START_MET`, `START_MISS`, `END_MET`, `END_MISS`, `DURATION_MET`, `DURATION_MISS`. */
  readonly eventStatus: string;
  readonly lastModified: number | null;
  /** `Enabled` or `Disabled`; empty when Oozie has forgotten the SLA's definition. */
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

/** Which and how many summaries, in which order. */
export interface SlaSummaryPage {
  /** How many at most. Default 1000; Oozie has no offset. */
  len?: number;
  /** A field of Oozie's own bean, such as `nominalTimeTS` (the default), `lastModifiedTS` or `actualEndTS`. */
  sortBy?: string;
  /** Default `asc`. */
  order?: 'asc' | 'desc';
}

/** Which events to read. */
export interface SlaEventsPage {
  /** Default 100; Oozie's own maximum is 1000 unless set up otherwise. */
  maxEvents?: number;
  /** Oozie's filter: `jobid=<id>` and `appname=<name>`, joined by `;`. */
  filter?: string;
}

/** Events after a place in the feed. */
export interface SlaEvents {
  /** Where to go on reading. */
  readonly lastSequenceId: number;
  readonly events: readonly SlaEvent[];
}

export interface SlaFeeds {
  /**
   * How jobs stand to their SLAs. Oozie has something to tell only when its SLAService runs
   * (`oozie.services.ext`).
   * @throws {OozieError} `invalid-request` for an empty filter
   */
  summaries(
    filter: SlaFilter | string,
    page?: SlaSummaryPage,
    options?: RequestOptions,
  ): Promise<SlaSummary[]>;
  /**
   * What happened to jobs that have an SLA, oldest first, also without SLAService. Their numbers are given before
   * they are visible, so one with a lower number may still come later: read a few again each time.
   */
  events(afterSequenceId: number, page?: SlaEventsPage, options?: RequestOptions): Promise<SlaEvents>;
  /** All events after a place in the feed, page by page, until there is none more at the moment. */
  allEvents(afterSequenceId: number, page?: SlaEventsPage, options?: RequestOptions): AsyncIterable<SlaEvent>;
}

/** @see org.apache.oozie.servlet.V2SLAServlet, org.apache.oozie.servlet.SLAServlet */
export function slaFeeds(transport: Transport): SlaFeeds {
  const events: SlaFeeds['events'] = async (afterSequenceId, page = {}, options) => {
    const { maxEvents, filter } = page;
    const query = { 'gt-sequence-id': afterSequenceId, 'max-events': maxEvents, filter };
    return parseSlaMessage(await transport.text({ method: 'GET', path: '/v1/sla', query }, options));
  };
  return {
    async summaries(filter, page = {}, options) {
      const { len, sortBy, order } = page;
      const printed = typeof filter === 'string' ? filter : printSlaFilter(filter);
      const query = { filter: printed, len, sortby: sortBy, order };
      const request = { method: 'GET', path: '/v2/sla', since: 2, query } as const;
      return (await transport.json(request, summariesAnswer, options)).value.slaSummaryList;
    },
    events,
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
