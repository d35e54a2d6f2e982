import { pad, printable, shorten, textWidth } from './text-width.ts';

export interface Column<Row> {
  readonly title: string;
  /** The text as it is, without colours. */
  value(row: Row): string;
  /** Puts colours around the text, which is cut and padded already. */
  paint?(text: string, row: Row): string;
  readonly align?: 'left' | 'right';
  /**
   * What may be left out where the terminal is too narrow: the end or the middle of the text, down to `least`
   * columns. Default: nothing. On a terminal, a column without any text is left out altogether.
   */
  readonly leaveOut?: 'end' | 'middle';
  /** Default 8. */
  readonly least?: number;
  /** Columns with a higher number are dropped first where leaving out text does not do; those without stay. */
  readonly drop?: number;
}

const gap = '  ';
const usualLeast = 8;

/** Prints rows in columns, the lines without their ends. */
export interface TableLayout<Row> {
  heading(): string;
  line(row: Row): string;
}

/**
 * Fits columns to rows and to a width. Without a width (a pipe) nothing is left out.
 * @param sample the rows by which the columns are measured; later ones may turn out longer, and are cut then
 */
export function layOut<Row>(
  columns: readonly Column<Row>[],
  sample: readonly Row[],
  width: number | undefined,
): TableLayout<Row> {
  const measured = columns.map((column) => {
    const widest = Math.max(0, ...sample.map((row) => textWidth(printable(column.value(row)))));
    return { column, empty: widest === 0, width: Math.max(textWidth(column.title), widest) };
  });
  // A program counts columns, a person looks at them.
  const shown = width === undefined ? measured : measured.filter(({ empty }) => !empty);
  const fitted = fit(shown, width);
  const last = fitted.length - 1;
  const join = (texts: string[]) => texts.join(gap).trimEnd();
  return {
    heading: () =>
      join(fitted.map(({ column, width: room }) => pad(shorten(column.title, room), room, column.align))),
    line: (row) =>
      join(
        fitted.map(({ column, width: room }, at) => {
          const text = printable(column.value(row));
          const cut = width === undefined || !column.leaveOut ? text : shorten(text, room, column.leaveOut);
          // Spaces at the end of a line would only make it wrap.
          const padded = at === last && column.align !== 'right' ? cut : pad(cut, room, column.align);
          return column.paint && cut !== '' ? column.paint(padded, row) : padded;
        }),
      ),
  };
}

interface Fitted<Row> {
  readonly column: Column<Row>;
  readonly width: number;
}

function fit<Row>(columns: readonly Fitted<Row>[], width: number | undefined): readonly Fitted<Row>[] {
  if (width === undefined || total(columns) <= width) return columns;
  const narrow = shrink(columns, total(columns) - width);
  if (total(narrow) <= width) return narrow;
  const dropped = columns.reduce<Fitted<Row> | undefined>(
    (most, each) => ((each.column.drop ?? 0) > (most?.column.drop ?? 0) ? each : most),
    undefined,
  );
  return dropped === undefined
    ? narrow
    : fit(
        columns.filter((each) => each !== dropped),
        width,
      );
}

/** Takes columns away where most are, one by one, so that what is long gives way before what is short. */
function shrink<Row>(columns: readonly Fitted<Row>[], excess: number): readonly Fitted<Row>[] {
  const widths = columns.map((each) => each.width);
  for (let left = excess; left > 0; left -= 1) {
    let widest = -1;
    columns.forEach(({ column }, at) => {
      const least = Math.max(column.least ?? usualLeast, 1);
      const room = widths[at] ?? 0;
      if (column.leaveOut && room > least && room > (widths[widest] ?? 0)) widest = at;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return columns.map(({ column }, at) => ({ column, width: widths[at] ?? 0 }));
}

function total<Row>(columns: readonly Fitted<Row>[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0) + gap.length * Math.max(0, columns.length - 1);
}

/** Prints `name  value` lines, the names in a column of their own; empty values are left out. */
export function printFields(
  fields: readonly (readonly [name: string, value: string | undefined])[],
  paintName: (name: string) => string,
): string {
  const shown = fields.filter(([, value]) => value !== undefined && value !== '' && value !== '-');
  const room = Math.max(0, ...shown.map(([name]) => textWidth(name)));
  return shown.map(([name, value]) => `${paintName(pad(name, room))}  ${value}\n`).join('');
}

/** Prints a whole table, with its heading and line ends; nothing for no rows. */
export function printTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { columns: width, style }: { columns(): number | undefined; style: { faint(text: string): string } },
): string {
  if (rows.length === 0) return '';
  const layout = layOut(columns, rows, width());
  return `${[style.faint(layout.heading()), ...rows.map(layout.line)].join('\n')}\n`;
}
