import type { Surroundings } from '../surroundings.ts';
import { readableJson } from './readable-json.ts';
import type { Style } from './style.ts';
import { type Column, layOut } from './table.ts';
import type { Times } from './times.ts';

export interface RowsOptions<Row> {
  readonly columns: readonly Column<Row>[];
  /** What to say, on stderr, when there are none. */
  readonly none: string;
  /** What goes into JSON for a row; the row itself unless given. */
  json?(row: Row): unknown;
}

/** Where a command's facts go: text for people, JSON for programs. */
export interface Output {
  readonly format: 'text' | 'json' | 'jsonl';
  readonly style: Style;
  readonly times: Times;
  /** Width to keep text to; undefined for a pipe or a file, where nothing is to be left out. */
  columns(): number | undefined;
  /**
   * Prints one thing: as the text that `print` makes of it, or as JSON.
   * @param print its text, with line ends
   */
  document(value: unknown, print: () => string): Promise<void>;
  /** Prints rows as they arrive: a table, a JSON array, or a line of JSON for each. Answers how many there were. */
  rows<Row>(rows: Iterable<Row> | AsyncIterable<Row>, options: RowsOptions<Row>): Promise<number>;
  /** Prints text as it is, whatever the format: a definition, a log. */
  raw(text: string | Uint8Array): Promise<void>;
  /** Says something that is no fact, on stderr. */
  note(line: string): Promise<void>;
}

/** By so many rows the columns of a table are measured, while more arrive. */
const sampleSize = 100;

export function createOutput(
  { stdout, stderr, env }: Pick<Surroundings, 'stdout' | 'stderr' | 'env'>,
  { format, style, times }: Pick<Output, 'format' | 'style' | 'times'>,
): Output {
  const columns = () => terminalWidth(stdout.columns(), env.COLUMNS, stdout.isTerminal);
  const note = (line: string) => stderr.write(`${line}\n`);

  async function table<Row>(rows: AsyncIterable<Row>, options: RowsOptions<Row>): Promise<number> {
    let count = 0;
    let sample: Row[] = [];
    let layout: ReturnType<typeof layOut<Row>> | undefined;
    const flush = async () => {
      if (sample.length === 0) return;
      const lines = [];
      if (layout === undefined) {
        layout = layOut(options.columns, sample, columns());
        lines.push(style.faint(layout.heading()));
      }
      for (const row of sample) lines.push(layout.line(row));
      sample = [];
      await stdout.write(`${lines.join('\n')}\n`);
    };
    for await (const row of rows) {
      count += 1;
      sample.push(row);
      if (sample.length >= sampleSize) await flush();
    }
    await flush();
    if (count === 0) await note(options.none);
    return count;
  }

  async function jsonRows<Row>(rows: AsyncIterable<Row>, json: (row: Row) => unknown): Promise<number> {
    let count = 0;
    for await (const row of rows) {
      const text = JSON.stringify(readableJson(json(row)));
      await stdout.write(format === 'jsonl' ? `${text}\n` : `${count === 0 ? '[' : ','}\n${text}`);
      count += 1;
    }
    if (format === 'json') await stdout.write(count === 0 ? '[]\n' : '\n]\n');
    return count;
  }

  return {
    format,
    style,
    times,
    columns,
    async document(value, print) {
      if (format === 'text') await stdout.write(print());
      else {
        const indent = format === 'json' ? 2 : undefined;
        await stdout.write(`${JSON.stringify(readableJson(value), undefined, indent)}\n`);
      }
    },
    rows: (rows, options) =>
      format === 'text'
        ? table(eachOf(rows), options)
        : jsonRows(eachOf(rows), options.json ?? ((row) => row)),
    raw: (text) => stdout.write(text),
    note,
  };
}

async function* eachOf<Row>(rows: Iterable<Row> | AsyncIterable<Row>): AsyncGenerator<Row> {
  yield* rows;
}

function terminalWidth(
  actual: number | undefined,
  named: string | undefined,
  terminal: boolean,
): number | undefined {
  if (!terminal) return undefined;
  if (actual !== undefined && actual > 0) return actual;
  return named !== undefined && /^[1-9]\d*$/.test(named) ? Number(named) : 80;
}
