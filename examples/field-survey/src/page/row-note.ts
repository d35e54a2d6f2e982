import type { Conflict, Howdah, ParkedRow } from '@howdah/sync';
import { button, element } from './element.ts';

/** Where a person settles conflicts: Howdah's workbench, which the same gateway serves. */
export const conflictsAddress = '/conflicts';

/** Why a row waits for a person, and what they can do about it; null when it doesn't. */
export function rowNote(
  howdah: Howdah,
  parked: ParkedRow | undefined,
  conflict: Conflict | undefined,
): HTMLElement | null {
  if (conflict) {
    return element(
      'p',
      { class: 'note' },
      `Changed here and on Oozie: ${conflict.fields.join(', ')}. `,
      element('a', { href: conflictsAddress }, 'Choose what holds'),
    );
  }
  if (parked) {
    const code = parked.code !== null && !parked.message.includes(parked.code) ? ` (${parked.code})` : '';
    return element(
      'p',
      { class: 'note', role: 'alert' },
      `${parked.message}${code} `,
      button('Try again', () => void howdah.retry(parked), { name: 'retry', class: 'link' }),
    );
  }
  return null;
}
