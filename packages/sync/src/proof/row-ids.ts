/** The rows that histories are about, by the first letter of their store. */
export const surveyIds = ['s1', 's2', 's3'] as const;
export const scheduleIds = ['c1', 'c2'] as const;
export const roundIds = ['r1'] as const;
export const visitIds = ['v1', 'v2'] as const;
export const documentIds = ['d1'] as const;

/** The rows of an app that only has surveys and schedules. */
export const inspectionIds = [...surveyIds, ...scheduleIds] as const;
/** Those of one that has bundles, and definitions with rows that refer to them, too. */
export const officeIds = [...inspectionIds, ...roundIds, ...visitIds, ...documentIds] as const;

export type RowId = (typeof officeIds)[number];

const stores = { s: 'surveys', c: 'schedules', r: 'rounds', v: 'visits', d: 'documents' } as const;

export const storeOf = (id: string): (typeof stores)[keyof typeof stores] =>
  stores[id.charAt(0) as keyof typeof stores];
