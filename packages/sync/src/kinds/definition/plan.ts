import type { JobLink } from '../../store/tables.ts';
import { digestOf } from '../digest.ts';
import type { Plan, PlanInput } from '../kind.ts';
import { nothing, step } from '../next-step.ts';
import { type Published, revisionDigest } from './published.ts';
import { type DefinitionSpec, typeOf } from './spec.ts';

/** What is known of a definition: what tells of the row's last revision, and the revision that is current now. */
export interface DefinitionJob {
  readonly current: Published;
}

/** A definition's name and type stay. */
export const definitionFixedDigest = ({ name, text }: DefinitionSpec): string =>
  digestOf({ name, type: typeOf(text) });

export function digestOfSpec({ text }: DefinitionSpec): string {
  const type = typeOf(text);
  return type === undefined ? '' : revisionDigest(type, text);
}

/**
 * What a definition needs next: its text stored and made the current revision. What is stored stays, so all that both
 * sides can disagree about is which revision is current.
 */
export function planDefinition(input: PlanInput<DefinitionSpec, DefinitionJob>): Plan {
  const { base, wanted, link, remote, gone } = input;
  if (link === null) return { next: 'step', action: 'submit', payload: wanted };
  if (input.fixedDigest !== link.fixedDigest && input.onFixedChange !== 'ignore') {
    if (input.onFixedChange === 'replace') return { next: 'replace' };
    return {
      next: 'park',
      field: base !== null && base.name !== wanted.name ? 'name' : 'text',
      message:
        'The definition’s name or kind was changed, by which others know it. Take the change back, or declare the ' +
        'collection with onFixedChange "replace" (the old one is published no more) or "ignore".',
    };
  }
  const isEdited = base === null || digestOfSpec(base) !== digestOfSpec(wanted);
  // Somebody has taken it off; an edit publishes it anew.
  if (gone) return isEdited ? { next: 'replace' } : nothing;
  if (remote === undefined) return step('look');
  if (isEdited && remote.current.digest !== digestOfSpec(wanted)) {
    return { next: 'step', action: 'change', payload: wanted };
  }
  return remote.current.jobId === link.jobId ? nothing : step('look');
}

/** What deleting a definition's row needs: that nobody takes it for current any more. */
export const planDefinitionKill = ({ link, gone }: { link: JobLink | null; gone: boolean }): Plan =>
  link === null || gone ? nothing : step('kill');
