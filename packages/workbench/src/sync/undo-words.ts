import type { Undoable } from '@howdah/sync';

/** What a button that takes something back is called. */
export function undoName({ what, does }: Pick<Undoable, 'what' | 'does'>): string {
  return what === 'command' ? `Undo ${does}` : `Undo ${what}`;
}

/** What would be done on Oozie. */
export function unsentWords({ what, does, fields }: Pick<Undoable, 'what' | 'does' | 'fields'>): string {
  if (what === 'deletion') return `Deleted here; on Oozie: ${does}.`;
  if (what === 'command') return `Asked of its job: ${does}.`;
  const cause = what === 'resolution' ? 'Decided in a conflict' : 'Changed here';
  return `${cause}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}; on Oozie: ${does}.`;
}
