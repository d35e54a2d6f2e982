import type { CheckOptions } from '../rule.ts';
import type { WorkflowPiece } from './advice.fixture.ts';

/** A workflow, and what is to be said about it. */
export interface WorkflowRow {
  /** Whom it is about: `a workflow …`. */
  readonly of: string;
  readonly code: string;
  readonly severity: 'warning' | 'info';
  /** What it points at. */
  readonly at: string;
  readonly pieces: readonly WorkflowPiece[];
  readonly options?: CheckOptions;
  /** What the message has to say. */
  readonly says?: string;
  /** Almost the same, of which nothing is to be said. */
  readonly fine: readonly (readonly WorkflowPiece[])[];
  readonly fixed?: boolean;
}
