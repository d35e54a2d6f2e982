import { button, type Content, element } from './element.ts';

/**
 * Asks for something in a dialog with a form. `save` gets what was entered; the sheet closes once it is done, and
 * shows the message of what it throws.
 */
export function openSheet(
  title: string,
  saveLabel: string,
  fields: Content[],
  save: (entered: FormData) => Promise<void>,
): void {
  const problem = element('p', { class: 'note', role: 'alert', hidden: true });
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id: 'sheet-title' }, title),
    ...fields,
    problem,
    element(
      'div',
      { class: 'actions' },
      button('Cancel', () => dialog.close(), { name: 'cancel' }),
      element('button', { type: 'submit', class: 'primary' }, saveLabel),
    ),
  );
  const dialog = element('dialog', { 'aria-labelledby': 'sheet-title' }, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save(new FormData(form)).then(
      () => dialog.close(),
      (error: unknown) => {
        problem.textContent = error instanceof Error ? error.message : String(error);
        problem.hidden = false;
      },
    );
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** A labelled field of a form; what it is for can stand under it. */
export function field(label: string, input: HTMLElement, hint?: string): HTMLElement {
  return element(
    'label',
    { class: 'field' },
    element('span', {}, label),
    input,
    hint === undefined ? null : element('small', {}, hint),
  );
}

/** The text entered in a field. */
export function textOf(entered: FormData, name: string): string {
  const value = entered.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
