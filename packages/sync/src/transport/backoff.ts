/** How long to wait, in ms, before try number `attempts + 1`: doubling up to a minute, with full jitter. */
export function backoff(attempts: number, random: () => number, base = 500, cap = 60_000): number {
  const ceiling = Math.min(cap, base * 2 ** Math.min(attempts, 20));
  return Math.round(ceiling * (0.5 + random() / 2));
}
