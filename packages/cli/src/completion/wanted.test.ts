import { describe, expect, it } from 'vitest';
import { createProgram } from '../program.ts';
import { surroundingsWith } from '../surroundings.fixture.ts';
import { placeOf } from './wanted.ts';

const { program } = createProgram(surroundingsWith().surroundings, () => {});

function valuesAt(...words: string[]): string[] {
  const { wanted } = placeOf(program, words);
  return wanted.is === 'one of' ? wanted.candidates.map(({ value }) => value) : [wanted.is];
}

describe('what the word at the cursor can become', () => {
  it('is a command at first, and a command of its group below', () => {
    expect(valuesAt('')).toEqual(expect.arrayContaining(['jobs', 'job', 'wait', 'completion']));
    expect(valuesAt('job', '')).toEqual(expect.arrayContaining(['info', 'kill', 'rerun']));
    expect(valuesAt('')).not.toContain('help');
  });

  it('is an option of the command, or one of those that all commands have', () => {
    expect(valuesAt('jobs', '--')).toEqual(expect.arrayContaining(['--failed', '--server', '--help']));
    expect(valuesAt('job', 'info', '--')).not.toContain('--failed');
  });

  it('is one of the choices after an option that has some', () => {
    expect(valuesAt('jobs', '--kind', '')).toEqual(['workflow', 'coordinator', 'bundle', 'all']);
    expect(valuesAt('jobs', '--kind=')).toEqual(['workflow', 'coordinator', 'bundle', 'all']);
    expect(placeOf(program, ['jobs', '--kind=']).before).toBe('--kind=');
    expect(valuesAt('--auth', '')).toContain('kerberos');
  });

  it('is found behind options and their values, wherever they stand', () => {
    expect(valuesAt('--server', 'http://a/oozie', 'job', '')).toContain('info');
    expect(valuesAt('--server=http://a/oozie', 'job', '')).toContain('info');
    expect(valuesAt('jobs', '--failed', '--kind', '')).toContain('bundle');
  });

  it('is a job where a command takes ids, of the kinds that it takes', () => {
    expect(placeOf(program, ['job', 'kill', 'a-W', '']).wanted).toEqual({
      is: 'job',
      kinds: ['workflow', 'coordinator', 'bundle'],
    });
    expect(placeOf(program, ['job', 'rerun', '']).wanted).toEqual({ is: 'job', kinds: ['workflow'] });
    expect(placeOf(program, ['coord', 'actions', '']).wanted).toEqual({ is: 'job', kinds: ['coordinator'] });
  });

  it('is a profile or a file where these are meant, and nothing known elsewhere', () => {
    expect(valuesAt('profile', 'use', '')).toEqual(['profile']);
    expect(valuesAt('--profile', '')).toEqual(['profile']);
    expect(valuesAt('--password-file', '')).toEqual(['file']);
    expect(valuesAt('jobs', '--user', '')).toEqual(['anything']);
    expect(valuesAt('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });
});
