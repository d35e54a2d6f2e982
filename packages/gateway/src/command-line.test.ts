import { describe, expect, it } from 'vitest';
import { readOptions, usage } from './command-line.ts';

describe('the command line of the gateway', () => {
  it('reads every option that its help names', () => {
    expect(
      readOptions([
        ...['--oozie-url', 'http://o:11000/oozie', '--port', '0', '--host', '0.0.0.0'],
        ...['--allow-host', 'jobs.example', '--allow-host', 'j', '--user', 'ann'],
        ...['--definition-root', 'hdfs://n/d', '--file-system', 'hdfs://n'],
        ...['--static', 'dist', '--static', '/survey/=survey/dist'],
      ]),
    ).toEqual({
      oozieUrl: 'http://o:11000/oozie',
      port: 0,
      host: '0.0.0.0',
      allowedHosts: ['jobs.example', 'j'],
      user: 'ann',
      definitionRoot: 'hdfs://n/d',
      fileSystem: 'hdfs://n',
      staticFolders: [
        { at: '/', folder: 'dist' },
        { at: '/survey/', folder: 'survey/dist' },
      ],
    });
    expect(readOptions([])).toEqual({ oozieUrl: 'http://127.0.0.1:11000/oozie' });
    expect(readOptions(['--help'])).toBe('help');
    expect(readOptions(['--version'])).toBe('version');
    expect(usage).toContain('--allow-host');
  });

  it('says what is wrong', () => {
    expect(() => readOptions(['--port', 'many'])).toThrow('--port must be a number from 0 to 65535');
    expect(() => readOptions(['--prot', '1'])).toThrow('--prot');
  });
});
