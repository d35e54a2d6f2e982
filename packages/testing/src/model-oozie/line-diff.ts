/**
 * The lines in which two texts differ, in git's format with three lines around each place.
 * @see org.eclipse.jgit.diff.DiffFormatter
 */
export function lineDiff(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const steps = diffSteps(old, now);
  const hunks: string[] = [];
  const context = 3;
  for (let index = 0; index < steps.length; index += 1) {
    if (steps[index]?.mark === ' ') continue;
    const start = Math.max(0, index - context);
    let end = index;
    for (let ahead = index; ahead < steps.length && ahead <= end + 2 * context; ahead += 1) {
      if (steps[ahead]?.mark !== ' ') end = ahead;
    }
    const part = steps.slice(start, Math.min(steps.length, end + context + 1));
    const count = (mark: string) => part.filter((step) => step.mark === ' ' || step.mark === mark).length;
    const first = part[0];
    hunks.push(
      `@@ -${(first?.old ?? 0) + 1},${count('-')} +${(first?.now ?? 0) + 1},${count('+')} @@\n`,
      ...part.map(({ mark, line }) => `${mark}${line}\n`),
    );
    index = start + part.length - 1;
  }
  return hunks.join('');
}

interface Step {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  /** How many lines of either text come before. */
  readonly old: number;
  readonly now: number;
}

function diffSteps(old: readonly string[], now: readonly string[]): Step[] {
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row !== undefined)
        row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [oldLine, newLine] = [old[i], now[j]];
    if (oldLine !== undefined && oldLine === newLine) {
      steps.push({ mark: ' ', line: oldLine, old: i, now: j });
      i += 1;
      j += 1;
    } else if (oldLine !== undefined && (newLine === undefined || at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ mark: '-', line: oldLine, old: i, now: j });
      i += 1;
    } else {
      steps.push({ mark: '+', line: newLine ?? '', old: i, now: j });
      j += 1;
    }
  }
  return steps;
}
