import { useEffect, useEffectEvent } from 'react';
import { createShortcuts, type ShortcutMap } from './shortcut-keys.ts';

const shortcuts = createShortcuts();

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || isTyping(target)) return;
  if (target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"]') !== null) return;
  if (shortcuts.press(key, event.timeStamp)) event.preventDefault();
});

/** Adds keyboard shortcuts while a component is shown. They rest while a person types or a dialog is open. */
export function useShortcuts(map: ShortcutMap): void {
  const newest = useEffectEvent((keys: string) => map[keys]?.());
  const keys = Object.keys(map).join('\n');
  useEffect(
    () => shortcuts.bind(Object.fromEntries(keys.split('\n').map((each) => [each, () => newest(each)]))),
    [keys],
  );
}
