import { describe, expect, it } from 'vitest';
import { parseOptions, UsageError } from './options.ts';

describe('the command line of npm start', () => {
  it('boots an Oozie whose jobs are kept, when nothing is asked for', () => {
    expect(parseOptions([])).toEqual({
      port: 8750,
      existing: undefined,
      hadoop: false,
      dataDir: '.howdah',
      fresh: false,
    });
  });

  it('uses an Oozie that is there already', () => {
    const args = ['--oozie-url', 'http://oozie:11000/oozie/', '--definition-root', 'hdfs://nn:8020/howdah/'];
    expect(parseOptions(args)).toMatchObject({
      existing: { oozieUrl: 'http://oozie:11000/oozie', definitionRoot: 'hdfs://nn:8020/howdah' },
    });
  });

  it('shows its help', () => {
    expect(parseOptions(['--help'])).toBe('help');
  });

  it.each([
    [['--oozie-url', 'http://oozie:11000/oozie'], /--definition-root hdfs:/],
    [['--oozie-url', 'oozie:11000', '--definition-root', 'hdfs://nn/x'], /not a web address/],
    [['--oozie-url', 'http://o/oozie', '--definition-root', '/howdah'], /names no file system/],
    [['--definition-root', 'hdfs://nn/x'], /goes with --oozie-url/],
    [['--oozie-url', 'http://o/oozie', '--definition-root', 'hdfs://nn/x', '--fresh'], /leave them out/],
    [['--port', '80x'], /not a port/],
    [['--port', '65536'], /not a port/],
    [['--prot', '80'], /Unknown option '--prot'/],
  ])('says what to do about %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
