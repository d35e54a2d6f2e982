import * as z from 'zod/mini';
import { type BulkQuery, printBulkFilter } from './bulk-filter.ts';
import type { BundleStatus, CoordinatorActionStatus, CoordinatorStatus } from './job-status.ts';
import { number, text, textOrNull, timeOrNull } from './json-fields.ts';
import { type ListPage, pageFields, stuck } from './list.ts';
import { parseHttpDate } from './oozie-date.ts';
import { OozieError } from './oozie-error.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** A coordinator's action with the bundle and the coordinator that it belongs to, each in part. */
export interface BulkRow {
  readonly bulkbundle: {
    readonly bundleJobId: string;
    readonly bundleJobName: string;
    readonly status: BundleStatus;
    readonly user: string;
  };
  readonly bulkcoord: {
    readonly coordJobId: string;
    readonly coordJobName: string;
    readonly status: CoordinatorStatus;
  };
  readonly bulkaction: {
    /** `<coordinator>@<actionNumber>` */
    readonly id: string;
    readonly coordJobId: string;
    readonly actionNumber: number;
    readonly status: CoordinatorActionStatus;
    /** The workflow that it started. */
    readonly externalId: string | null;
    readonly externalStatus: string | null;
    readonly errorCode: string | null;
    readonly errorMessage: string | null;
    readonly createdTime: number | null;
    readonly nominalTime: number | null;
    /** The data it waits for, separated by `#`. */
    readonly missingDependencies: string | null;
  };
}

const bulkRow: z.ZodMiniType<BulkRow> = z.object({
  bulkbundle: z.object({ bundleJobId: text, bundleJobName: text, status: text, user: text }),
  bulkcoord: z.object({ coordJobId: text, coordJobName: text, status: text }),
  bulkaction: z.object({
    id: text,
    coordJobId: text,
    actionNumber: number,
    status: text,
    externalId: textOrNull,
    externalStatus: textOrNull,
    errorCode: textOrNull,
    errorMessage: textOrNull,
    createdTime: timeOrNull,
    nominalTime: timeOrNull,
    missingDependencies: textOrNull,
  }),
});

const pageAnswer = z.object({ ...pageFields, bulkresponses: z.array(bulkRow) });

const defaultLen = 50;
const lenOfAll = 100;

/**
 * One page of the coordinator actions in some bundles. Oozie takes `offset` and `len` in each bundle by itself, so
 * that a page has up to `len` rows of every bundle, while `total` counts those of all bundles. Bundles that there
 * are not give an empty page.
 * @see org.apache.oozie.executor.jpa.BulkJPAExecutor
 */
export async function monitorPage(
  transport: Transport,
  query: BulkQuery,
  options?: RequestOptions,
): Promise<ListPage<BulkRow>> {
  const { offset, len, ...filter } = query;
  const sent = { bulk: printBulkFilter(filter), offset, len, timezone: 'GMT' };
  const request = { method: 'GET', path: '/v2/jobs', query: sent } as const;
  try {
    const { value, headers } = await transport.json(request, pageAnswer, options);
    const { bulkresponses: rows, ...page } = value;
    return { rows, ...page, serverDate: parseHttpDate(headers.get('date') ?? '') };
  } catch (error) {
    if (!isNoBundle(error)) throw error;
    return { rows: [], total: 0, offset: offset ?? 1, len: len ?? defaultLen, serverDate: undefined };
  }
}

/** Oozie wraps "no such bundle" into the code for a failure of its database. */
function isNoBundle(error: unknown): boolean {
  return (
    error instanceof OozieError &&
    error.code === 'E0603' &&
    (error.serverMessage?.includes('No entries found for given bundle') ?? false)
  );
}

/** All rows from the query's offset on. Actions that change while the pages are read may be missed. */
export async function* monitorAll(
  transport: Transport,
  query: BulkQuery,
  options?: RequestOptions,
): AsyncGenerator<BulkRow, void, undefined> {
  const len = query.len ?? lenOfAll;
  let offset = query.offset ?? 1;
  let lastPage = new Set<string>();
  for (;;) {
    const page = await monitorPage(transport, { ...query, offset, len }, options);
    yield* page.rows.filter(({ bulkaction }) => !lastPage.has(bulkaction.id));
    // Only when all bundles together fill no page is there certainly none with more.
    if (page.rows.length === 0 || page.rows.length < page.len) return;
    lastPage = new Set(page.rows.map(({ bulkaction }) => bulkaction.id));
    if (page.offset + page.len <= offset) throw stuck('bulk', offset, page.offset);
    offset = page.offset + page.len;
  }
}
