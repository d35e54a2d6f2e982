import type { ConflictPolicy, FieldPolicy, Row, WholePolicy } from '../collection/collection.ts';

/** A policy's parts: what is said of single fields, and what holds for all others. */
export function partsOf(policy: ConflictPolicy<Row>): {
  readonly fields: Readonly<Record<string, FieldPolicy<Row> | undefined>>;
  readonly otherwise: WholePolicy<Row>;
} {
  if (typeof policy !== 'object') return { fields: {}, otherwise: policy };
  return { fields: policy.fields, otherwise: policy.otherwise ?? 'merge' };
}

/** Who wins a row that was deleted here while these fields were changed on Oozie; a person is asked where it isn't said. */
export function winsDeletion(
  policy: ConflictPolicy<Row>,
  changed: readonly string[],
): 'local' | 'remote' | 'ask' {
  const { fields, otherwise } = partsOf(policy);
  const winners = new Set(changed.map((field) => fields[field] ?? otherwise));
  const [winner] = winners;
  return winners.size === 1 && (winner === 'local' || winner === 'remote') ? winner : 'ask';
}
