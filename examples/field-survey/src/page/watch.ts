import type { Live } from '@howdah/sync';

/** Shows a live value now and whenever it changes. */
export function watch<T>(live: Live<T>, show: (value: T) => void): void {
  const showNewest = () => {
    if (live.current !== undefined) show(live.current);
  };
  live.subscribe(showNewest);
  showNewest();
}
