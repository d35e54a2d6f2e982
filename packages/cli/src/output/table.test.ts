import { describe, expect, it } from 'vitest';
import { type Column, layOut, printFields } from './table.ts';
import { textWidth } from './text-width.ts';

interface Row {
  id: string;
  name: string;
  note: string;
}

const columns: Column<Row>[] = [
  { title: 'Id', value: (row) => row.id },
  { title: 'Name', value: (row) => row.name, leaveOut: 'end', least: 5 },
  { title: 'Note', value: (row) => row.note, drop: 1 },
];

const row: Row = { id: '0000001-W', name: 'a name of some length', note: 'noted' };

function printed(rows: readonly Row[], width?: number): string[] {
  const { heading, line } = layOut(columns, rows, width);
  return [heading(), ...rows.map(line)];
}

describe('a table', () => {
  it('leaves nothing out for a program', () => {
    expect(printed([row])).toEqual([
      'Id         Name                   Note',
      '0000001-W  a name of some length  noted',
    ]);
  });

  it('cuts what may be cut to the width of the terminal, and says so', () => {
    expect(printed([row], 30)).toEqual(['Id         Name          Note', '0000001-W  a name of s…  noted']);
  });

  it('drops whole columns only when cutting is not enough', () => {
    expect(printed([row], 18)).toEqual(['Id         Name', '0000001-W  a name…']);
  });

  it('never cuts an id, whatever the width', () => {
    expect(printed([row], 5)[1]).toMatch(/^0000001-W {2}/);
  });

  it('shows a person no columns without anything in them, but a program all', () => {
    const without = { ...row, note: '' };
    expect(printed([without], 80)[0]).toBe('Id         Name');
    expect(printed([without])[0]).toBe('Id         Name                   Note');
  });

  it('counts characters as wide as a terminal shows them', () => {
    const wide = { id: '1', name: '夜間バッチ処理', note: 'x' };
    for (const line of printed([wide, row], 24)) expect(textWidth(line)).toBeLessThanOrEqual(24);
    const [, first, second] = printed([wide, { ...wide, name: 'ab' }]);
    expect(textWidth(first?.split('x')[0] ?? '')).toBe(textWidth(second?.split('x')[0] ?? ''));
  });

  it('lets no text from Oozie move the cursor or begin another line', () => {
    const [, line] = printed([{ ...row, name: 'a\u001b[2Jb\nc' }]);
    expect(line).toContain('a\ufffd[2Jb c');
  });

  it('is painted after it is measured', () => {
    const painted: Column<Row>[] = [
      { title: 'Id', value: (each) => each.id, paint: (text) => `<${text}>` },
      { title: 'Note', value: (each) => each.note },
    ];
    expect(layOut(painted, [row], 80).line(row)).toBe('<0000001-W>  noted');
  });
});

it('fields without a value are left out', () => {
  const fields = [
    ['Name', 'a'],
    ['Parent', undefined],
    ['Ended', '-'],
    ['Id', 'b'],
  ] as const;
  expect(printFields(fields, (name) => name)).toBe('Name  a\nId    b\n');
});
