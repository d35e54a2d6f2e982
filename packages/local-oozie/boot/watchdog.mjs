// @ts-check
/**
 * Runs processes for a parent and makes sure that none of them outlives it: the parent holds the other end
 * of stdin, so its death, however sudden, is an end of file here.
 *
 * stdin: one JSON line per process to start. stdout: one JSON line per thing that happened.
 * argv[2]: a JSON object of type Farewell. Plain JavaScript, because it runs under bare `node`.
 *
 * @typedef {{ id: number, command: string, args: string[], cwd: string, env: Record<string, string>, log: string }} Start
 * @typedef {{ graceMs: number, remove: string[], removeIfEmpty: string[] }} Farewell
 */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @type {Farewell} */
const farewell = JSON.parse(process.argv[2] ?? '{"graceMs":0,"remove":[],"removeIfEmpty":[]}');
/** @type {import('node:child_process').ChildProcess[]} */
const running = [];

/** @param {object} event */
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
process.stdout.on('error', () => {}); // nobody reads any more: the parent is gone

/** @param {Start} start */
function begin({ id, command, args, cwd, env, log }) {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output] });
  closeSync(output);
  child.on('error', (error) => tell({ id, event: 'failed', message: error.message }));
  child.on('exit', (code, signal) => {
    running.splice(running.indexOf(child), 1);
    tell({ id, event: 'exited', code, signal });
  });
  if (child.pid === undefined) return;
  running.push(child);
  tell({ id, event: 'started', pid: child.pid });
}

/** Process id and parent process id of every process of the machine. */
function processTable() {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // "pid (command) state ppid …", where the command may hold spaces and brackets.
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
}

/** @param {number} pid */
function descendants(pid) {
  const table = processTable();
  const found = new Set([pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [child = 0, parent = 0] of table) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found];
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {} // already gone
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  const pid = child.pid;
  if (pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  // YARN's containers are sessions of their own and outlive a killed node manager: they are ended by tree.
  const offspring = descendants(pid);
  if (farewell.graceMs > 0) {
    send(pid, 'SIGTERM');
    const timer = setTimeout(() => send(pid, 'SIGKILL'), farewell.graceMs);
    await exited;
    clearTimeout(timer);
  } else {
    send(pid, 'SIGKILL');
    await exited;
  }
  for (const orphan of offspring) send(orphan, 'SIGKILL');
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => begin(JSON.parse(line)));
lines.on('close', async () => {
  for (const child of [...running].reverse()) await end(child);
  for (const path of farewell.remove) {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  for (const path of farewell.removeIfEmpty) {
    try {
      rmdirSync(path);
    } catch {} // it holds something that is not ours
  }
  process.exit(0);
});
// Ctrl-C in a terminal and a service manager's SIGTERM are the parent's to answer; its end is our signal.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});
