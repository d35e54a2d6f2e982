import type { ResolvedConflicts } from '@howdah/sync';
import { countOf } from '../databases/sync-summary.ts';

/** What came of settling many conflicts, as their databases tell it. */
export function settledWords(side: 'mine' | 'theirs', came: readonly ResolvedConflicts[]): string {
  const settled = came.reduce((sum, one) => sum + one.settled.length, 0);
  const passed = came.reduce((sum, one) => sum + one.passed.length, 0);
  const done = `${countOf(settled, 'row')}: ${side === 'mine' ? 'kept mine' : 'took theirs'}.`;
  if (passed === 0) return done;
  return `${done} ${countOf(passed, 'other')} had been settled elsewhere.`;
}
