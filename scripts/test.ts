/**
 * `npm test`: every check there is, one after the other. A stage that fails doesn't keep the next from running. Names
 * given after `--` choose stages: `npm test -- unit contract`.
 */
import { stages } from './test/stages.ts';

interface Line {
  name: string;
  seconds: number;
  passed: number;
  failed: number;
  leftOut?: string;
}

function chosenStages() {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => stages.every((stage) => stage.name !== name));
  if (unknown !== undefined) {
    console.error(
      `There is no stage "${unknown}". There are: ${stages.map(({ name }) => `"${name}"`).join(', ')}.`,
    );
    process.exit(2);
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

function table(lines: readonly Line[]): string {
  const row = (name: string, passed: string, failed: string, seconds: string) =>
    `${name.padEnd(16)}${passed.padStart(8)}${failed.padStart(8)}${seconds.padStart(10)}`;
  return [
    row('stage', 'passed', 'failed', 'seconds'),
    ...lines.map(({ name, leftOut, passed, failed, seconds }) =>
      leftOut === undefined
        ? row(name, String(passed), String(failed), seconds.toFixed(1))
        : `${name.padEnd(16)}  left out: ${leftOut}`,
    ),
  ].join('\n');
}

const lines: Line[] = [];
for (const { name, run } of chosenStages()) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}\n`);
  const began = performance.now();
  const result = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  });
  const seconds = (performance.now() - began) / 1000;
  lines.push(
    'leftOut' in result ? { name, seconds, passed: 0, failed: 0, ...result } : { name, seconds, ...result },
  );
}

const passed = lines.reduce((sum, line) => sum + line.passed, 0);
const failed = lines.reduce((sum, line) => sum + line.failed, 0);
console.log(`\n${table(lines)}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
