/** What an element can hold; null and undefined are left out. */
export type Content = Node | string | null | undefined;

/** Attributes by their HTML names; `true` sets an empty one, `false` and undefined leave it out. */
export type Attributes = Record<string, string | number | boolean | undefined>;

/** Makes an element: `element('p', { class: 'note' }, 'Nothing here yet.')`. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...content.filter((item) => item !== null && item !== undefined));
  return made;
}

/** A button that does something; `name` tells it from the others of its row. */
export function button(
  label: string,
  onClick: () => void,
  attributes: Attributes & { name: string },
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}
