/**
 * `npm test`: every check there is, one after the other. A stage that fails doesn't keep the next from running. Names
 * given after `--` choose stages: `npm test -- unit contract`.
 */
import { type Print, type Stage, stages } from './test/stages.ts';

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

/** Runs a stage; `print` gets what it prints. */
async function runStage({ name, run }: Stage, print: Print): Promise<Line> {
  print(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}\n\n`);
  const began = performance.now();
  const result = await run(print).catch((error: unknown) => {
    print(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1 };
  });
  const seconds = (performance.now() - began) / 1000;
  return 'leftOut' in result
    ? { name, seconds, passed: 0, failed: 0, ...result }
    : { name, seconds, ...result };
}

const lines: Line[] = [];
/** What runs, one after the other, at the same time as another stage; printed when that has ended. */
let alongside: { line: Promise<Line>; printed: string[] }[] = [];
for (const stage of chosenStages()) {
  if (stage.alongsideNext) {
    const printed: string[] = [];
    const before = alongside.at(-1)?.line ?? Promise.resolve();
    alongside.push({ line: before.then(() => runStage(stage, (text) => printed.push(text))), printed });
    continue;
  }
  const line = await runStage(stage, (text) => process.stdout.write(text));
  await endAlongside();
  lines.push(line);
}
await endAlongside();

async function endAlongside(): Promise<void> {
  for (const { line, printed } of alongside) {
    lines.push(await line);
    process.stdout.write(printed.join(''));
  }
  alongside = [];
}

const passed = lines.reduce((sum, line) => sum + line.passed, 0);
const failed = lines.reduce((sum, line) => sum + line.failed, 0);
console.log(`\n${table(lines)}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
