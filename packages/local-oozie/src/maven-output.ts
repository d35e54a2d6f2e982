const units: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** Counts the jars that a `mvn --batch-mode` output says have arrived, and their bytes. */
export function downloadProgress(output: string): { jars: number; bytes: number } {
  let jars = 0;
  let bytes = 0;
  for (const [, size = '0', unit = 'B'] of output.matchAll(
    /^.*Downloaded from \S+: \S+\.(?:jar|war) \(([\d.]+) (B|kB|MB|GB)\b/gm,
  )) {
    jars++;
    bytes += Number(size) * (units[unit] ?? 1);
  }
  return { jars, bytes };
}
