import type { Rule } from './rule.ts';

/** What Oozie's schemas refuse: `/v2/validate` says no more than this and what is wrong with the XML. */
export const schemaRefusals: readonly Rule[] = [];
