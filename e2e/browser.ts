import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  type CDPSession,
  type ConsoleMessage,
  chromium,
  type Page,
} from 'playwright-core';

/** What has to hold for a browser test in a container, and keeps Chromium from talking to the world. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium to test with. */
function chromiumPath(): string {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) {
    throw new Error(
      'There is no Chromium here. Install Debian’s (apt-get install chromium), or set CHROMIUM_PATH.',
    );
  }
  return found;
}

/** A browser with a profile on disk, as a person has it: IndexedDB outlives it, and a crash of it. */
export interface Profile {
  /** The profile's folder. Opened again with {@link openProfile}, it has what was stored. */
  dir: string;
  context: BrowserContext;
  /** What pages complained about so far: uncaught errors, and errors on the console. */
  problems: readonly string[];
  /** Forgets the complaints so far, e.g. those that a test provoked. Gives them back. */
  takeProblems(): string[];
  newPage(): Promise<Page>;
  /** Ends the browser in an orderly way, and deletes the folder where `removeOnClose` says so. */
  close(): Promise<void>;
  /** Ends the browser and all its processes at once (`kill -9`), as a crash or a power cut does. The folder stays. */
  crash(): Promise<void>;
}

export interface ProfileOptions {
  /** The profile's folder; left out, a new one that is deleted on close. */
  dir?: string;
  /** Delete the folder on close; default only where it is a new one. */
  removeOnClose?: boolean;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** More flags for Chromium. */
  flags?: readonly string[];
}

/** Messages that Chromium prints of itself when the network is away; what the page makes of it is what counts. */
const networkNoise = /^Failed to load resource: /;

/** Opens a browser on a profile. */
export async function openProfile(options: ProfileOptions = {}): Promise<Profile> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'howdah-profile-'));
  const context = await chromium.launchPersistentContext(dir, {
    executablePath: chromiumPath(),
    args: [...flags, ...(options.flags ?? [])],
    viewport: options.viewport ?? { width: 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    headless: true,
  });
  const pid = browserPid(dir);
  let problems: string[] = [];
  context.on('weberror', (error) =>
    problems.push(`uncaught: ${error.error().stack ?? error.error().message}`),
  );
  context.on('console', (message) => {
    if (message.type() === 'error' && !networkNoise.test(message.text())) problems.push(described(message));
  });
  const forget = () => {
    if (options.dir === undefined)
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return {
    dir,
    context,
    get problems() {
      return problems;
    },
    takeProblems() {
      const taken = problems;
      problems = [];
      return taken;
    },
    async newPage() {
      // A persistent context comes with a page; the first to ask gets it.
      const blank = context.pages().find((page) => page.url() === 'about:blank');
      return blank ?? context.newPage();
    },
    async close() {
      await context.close();
      forget();
    },
    async crash() {
      const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
      for (const each of withDescendants(pid)) killAtOnce(each);
      await closed;
    },
  };
}

/** The browser's own devtools, beside those of its pages. */
export async function devtoolsOf(profile: Profile): Promise<CDPSession> {
  const browser = profile.context.browser();
  if (browser === null) throw new Error('Playwright gives no browser of this profile.');
  return browser.newBrowserCDPSession();
}

/** The shared workers that run in a profile, as their devtools targets. */
export async function sharedWorkersOf(profile: Profile): Promise<string[]> {
  const devtools = await devtoolsOf(profile);
  const { targetInfos } = await devtools.send('Target.getTargets');
  await devtools.detach();
  return targetInfos.filter(({ type }) => type === 'shared_worker').map(({ targetId }) => targetId);
}

function described(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `console: ${message.text()} (${url}:${lineNumber})`;
}

/** The browser's own process: Chromium's lock on the profile names it. */
function browserPid(dir: string): number {
  const pid = Number(/-(\d+)$/.exec(readlinkSync(join(dir, 'SingletonLock')))?.[1]);
  if (!Number.isInteger(pid)) throw new Error(`Chromium's lock in ${dir} names no process.`);
  return pid;
}

/** A process and all that it started. */
function withDescendants(pid: number): number[] {
  const children = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .flatMap(([child]) => (child === undefined ? [] : withDescendants(child)));
  return [pid, ...children];
}

function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
