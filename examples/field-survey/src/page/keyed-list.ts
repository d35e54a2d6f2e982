/** An item of a list: its key, and what tells whether it has to be drawn again. */
export interface KeyedItem<T> {
  key: string;
  value: T;
}

/** Keeps a list on the page in step with items: only what changed is drawn again, and the keyboard's focus stays. */
export function keyedList<T>(
  list: HTMLElement,
  draw: (value: T) => HTMLElement,
): (items: KeyedItem<T>[]) => void {
  let shown = new Map<string, { drawnFrom: string; element: HTMLElement }>();
  return (items) => {
    const next = new Map(
      items.map(({ key, value }) => {
        const before = shown.get(key);
        const drawnFrom = JSON.stringify(value);
        if (before?.drawnFrom === drawnFrom) return [key, before];
        const element = draw(value);
        if (before) replace(before.element, element);
        return [key, { drawnFrom, element }];
      }),
    );
    for (const [key, { element }] of shown) if (!next.has(key)) element.remove();
    [...next.values()].forEach(({ element }, position) => {
      const there = list.children[position];
      if (there !== element) list.insertBefore(element, there ?? null);
    });
    shown = next;
  };
}

function replace(before: HTMLElement, after: HTMLElement): void {
  const focused = before.contains(document.activeElement) && document.activeElement?.getAttribute('name');
  before.replaceWith(after);
  if (focused) after.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus();
}
