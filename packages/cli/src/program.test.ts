import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { run, surroundingsWith } from './surroundings.fixture.ts';

const { program } = createProgram(surroundingsWith().surroundings, () => {});

function leaves(command: CommandUnknownOpts, path: readonly string[] = []): [string, CommandUnknownOpts][] {
  if (command.commands.length === 0) return [[path.join(' '), command]];
  return command.commands.flatMap((each) => leaves(each, [...path, each.name()]));
}

describe.each(leaves(program))('howdah %s', (path, command) => {
  it('says in a line what it is for, and shows an example of itself', async () => {
    const { code, stdout, stderr } = await run([...path.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [description] = stdout.split('\n');
    expect(description).toBe(command.description());
    expect(description).toMatch(/^([a-z]|Oozie)/);
    expect(stdout).toMatch(/\nExamples:\n {2}\$ /);
    expect(stdout).toContain('howdah --help');
  });

  it('takes none of its options from those that all commands have', () => {
    const flags = (of: CommandUnknownOpts) => of.options.flatMap(({ long, short }) => [long, short]);
    const own = flags(command).filter(Boolean);
    expect(own.filter((flag) => flags(program).includes(flag))).toEqual([]);
    expect(own.length).toBe(new Set(own).size);
  });
});

it('help fits the terminal', async () => {
  const { stdout } = await run(['--help'], { terminal: true, columns: 80 });
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(stdout).toContain('howdah oozie');
});

it('what all commands have may stand before and behind a command', async () => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(String(url));
    return Response.json({ workflows: [], total: 0, offset: 1, len: 50 });
  };
  const server = ['--server', 'http://there/oozie'];
  expect(await run([...server, 'jobs', '--json'], { fetch })).toMatchObject({ code: 0, stdout: '[]\n' });
  expect(await run(['--json', 'jobs', ...server], { fetch })).toMatchObject({ code: 0, stdout: '[]\n' });
  expect(asked).toHaveLength(2);
});
