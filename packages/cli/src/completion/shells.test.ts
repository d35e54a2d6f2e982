import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtBin } from '../built-bin.fixture.ts';
import { emptyHome } from '../surroundings.fixture.ts';
import { completionScripts } from './scripts.ts';

const home = emptyHome();

/** An environment in which `howdah` is this program, with one profile. */
const env = { PATH: `${home}:${process.env.PATH}`, HOME: home, TERM: 'dumb' };

const has = (shell: string) => spawnSync(shell, ['-c', 'exit']).status === 0;

beforeAll(async () => {
  writeFileSync(join(home, 'howdah'), `#!/bin/sh\nexec '${process.execPath}' '${await builtBin()}' "$@"\n`);
  chmodSync(join(home, 'howdah'), 0o755);
  execFileSync('howdah', ['profile', 'add', 'production', '--server', 'http://oozie/oozie'], {
    env,
    stdio: 'pipe',
  });
  for (const [shell, script] of Object.entries(completionScripts)) writeFileSync(join(home, shell), script);
});

describe.skipIf(!has('bash'))('bash', () => {
  function completed(line: string): string[] {
    const script = `source "$HOME/bash"; COMP_LINE=$1; COMP_POINT=\${#1}; _howdah; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return lines(execFileSync('bash', ['--norc', '-c', script, 'bash', line], { env, encoding: 'utf8' }));
  }

  it('completes commands, choices and profiles', { timeout: 30_000 }, () => {
    expect(completed('howdah jo')).toEqual(['jobs', 'job']);
    expect(completed('howdah jobs --kind=b')).toEqual(['bundle']);
    expect(completed('howdah profile use p')).toEqual(['production']);
  });

  it('stays silent when Oozie does not answer', { timeout: 30_000 }, () => {
    expect(completed('howdah --server http://127.0.0.1:1/oozie job info 0')).toEqual([]);
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  function completed(line: string): string[] {
    const script = 'source "$HOME/fish"; complete -C $argv[1]';
    return lines(execFileSync('fish', ['-c', script, line], { env, encoding: 'utf8' }));
  }

  it('completes commands, choices and profiles', { timeout: 30_000 }, () => {
    expect(completed('howdah jobs --kind b')).toEqual(['bundle']);
    expect(completed('howdah jobs --kind=b')).toEqual(['--kind=bundle']);
    expect(completed('howdah profile use p')).toEqual(['production\thttp://oozie/oozie']);
  });
});

describe.skipIf(!has('zsh'))('zsh', () => {
  /** Types the line and a tab in a zsh of its own, and takes what then stands there. */
  function completed(line: string): string {
    const script = `
      zmodload zsh/zpty
      zpty -b z 'HOME=$HOME zsh -f -i'
      typed() { zpty -w -n z "$1" }
      until_seen() {
        local seen piece
        for i in {1..300}; do
          zpty -r -t z piece && seen+=$piece
          [[ $seen == *$1* ]] && { print -r -- "$seen"; return }
          sleep 0.05
        done
        print -r -- "$seen"
      }
      typed $'autoload -U compinit; compinit -u -D; source ~/zsh; PS1=ready$((1+1))">"\\n'
      until_seen 'ready2>' >/dev/null
      typed "$1"$'\\t'; typed $'X\\n'
      until_seen "X"
      zpty -d z`;
    return execFileSync('zsh', ['-f', '-c', script, 'zsh', line], { env, encoding: 'utf8' });
  }

  it('completes commands and choices', { timeout: 30_000 }, () => {
    expect(completed('howdah job inf')).toContain('info');
    expect(completed('howdah jobs --kind=b')).toContain('--kind=bundle');
  });
});

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
