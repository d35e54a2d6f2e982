import { describe, expect, it } from 'vitest';
import { BadCommandLine, optionNumber, optionPairs, optionValue, parseCommandLine } from './command-line.ts';

describe('a command line of Oozie’s own command', () => {
  it('has options with one hyphen or two, their values behind them or after =', () => {
    const line = parseCommandLine([
      'jobs',
      '-len',
      '5',
      '--offset',
      '2',
      '-filter=user=alice;status=RUNNING',
    ]);
    expect(line.name).toBe('jobs');
    expect(optionNumber(line, 'len')).toBe(5);
    expect(optionNumber(line, 'offset')).toBe(2);
    expect(optionValue(line, 'filter')).toBe('user=alice;status=RUNNING');
  });

  it('has properties in one word or two, with = in their values', () => {
    const line = parseCommandLine(['job', '-run', '-Da=1', '-D', 'b=x=y', '-Da=2', '-Dflag']);
    expect(optionPairs(line, 'D')).toEqual({ a: '2', b: 'x=y', flag: 'true' });
  });

  it('takes what looks like an option, but is none, for a value', () => {
    expect(optionNumber(parseCommandLine(['job', '-poll', 'ID', '-timeout', '-1']), 'timeout')).toBe(-1);
  });

  it('passes on what follows -X as it is', () => {
    const line = parseCommandLine(['pig', '-file', 'f', '-Pa=b', '-X', '-Dc=d', '-file', 'g']);
    expect(line.words).toEqual(['-X', '-Dc=d', '-file', 'g']);
    expect(optionPairs(line, 'P')).toEqual({ a: 'b' });
    expect(optionValue(line, 'file')).toBe('f');
  });

  it('has all words of a sqoop command', () => {
    const { options } = parseCommandLine(['sqoop', '-command', 'import', '--connect', 'x', '-config', 'c']);
    expect(options.get('command')).toEqual(['import', '--connect', 'x']);
  });

  it('may dry-run an update, or a submission, but needs something to do', () => {
    expect(parseCommandLine(['job', '-update', 'ID', '-dryrun']).options.has('dryrun')).toBe(true);
    expect(parseCommandLine(['job', '-dryrun', '-config', 'c']).options.has('dryrun')).toBe(true);
    expect(() => parseCommandLine(['job', '-verbose'])).toThrow(/needed/);
  });

  it.each([
    [[]],
    [['toString']],
    [['jobs', '-toString']],
    [['jobs', '-len']],
    [['job', '-info', 'A', '-kill', 'B']],
    [['admin', '-status', '-version']],
  ])('is refused: %j', (argv) => {
    expect(() => parseCommandLine(argv)).toThrow(BadCommandLine);
  });
});
