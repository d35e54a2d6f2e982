import type { StepAction } from '../store/tables.ts';
import type { Plan } from './kind.ts';

/** Oozie has what the row asks for. */
export const nothing: Plan = { next: 'nothing' };

/** A command that needs no more than the job. */
export const step = (action: Exclude<StepAction, 'submit' | 'change'>): Plan => ({
  next: 'step',
  action,
  payload: null,
});
