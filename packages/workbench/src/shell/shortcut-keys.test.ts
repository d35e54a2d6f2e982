import { expect, it, vi } from 'vitest';
import { createShortcuts } from './shortcut-keys.ts';

it('goes to a page by two keys, without the second one moving in the list', () => {
  const shortcuts = createShortcuts();
  const [goToJobs, down] = [vi.fn(), vi.fn()];
  shortcuts.bind({ 'g j': goToJobs });
  shortcuts.bind({ j: down });
  shortcuts.press('g', 0);
  shortcuts.press('j', 200);
  expect(goToJobs).toHaveBeenCalledOnce();
  expect(down).not.toHaveBeenCalled();
  shortcuts.press('j', 300);
  expect(down).toHaveBeenCalledOnce();
});

it('forgets the first key after a while', () => {
  const shortcuts = createShortcuts();
  const [goToJobs, down] = [vi.fn(), vi.fn()];
  shortcuts.bind({ 'g j': goToJobs, j: down });
  shortcuts.press('g', 0);
  shortcuts.press('j', 5_000);
  expect(goToJobs).not.toHaveBeenCalled();
  expect(down).toHaveBeenCalledOnce();
});

it('lets what was added last go first, until it is taken away', () => {
  const shortcuts = createShortcuts();
  const [page, dialog] = [vi.fn(), vi.fn()];
  shortcuts.bind({ j: page });
  const unbind = shortcuts.bind({ j: dialog });
  shortcuts.press('j', 0);
  unbind();
  shortcuts.press('j', 1);
  expect([page.mock.calls.length, dialog.mock.calls.length]).toEqual([1, 1]);
});

it('does nothing for other keys', () => {
  expect(createShortcuts().press('x', 0)).toBe(false);
});
