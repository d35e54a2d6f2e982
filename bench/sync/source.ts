/**
 * What all rivals replicate from, in a process of its own: lists of jobs as Oozie gives them, for as many jobs as the
 * address says (`/20000/oozie`), and the rivals' pages. It is lean, so that what is measured is the one who asks.
 * Prints the address where it listens.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { type ListedJob, madeJobs } from './jobs.ts';

const folder = process.argv[2] ?? '.';

/** A server with a number of jobs, whose clock goes on when told. */
interface Fixture {
  jobs: ListedJob[];
  now: number;
  requests: number;
  bytes: number;
}

const fixtures = new Map<string, Fixture>();

function fixtureOf(size: string): Fixture {
  let fixture = fixtures.get(size);
  if (fixture === undefined) {
    const now = Date.UTC(2026, 10, 23);
    fixture = { jobs: madeJobs(Number(size), now - 3_600_000), now, requests: 0, bytes: 0 };
    fixtures.set(size, fixture);
  }
  return fixture;
}

/** Jobs that change go to the front of the list, which is sorted by the last change. */
function change(fixture: Fixture, count: number): void {
  fixture.now += 120_000;
  const every = Math.max(1, Math.floor(fixture.jobs.length / count));
  const changed = new Set<ListedJob>();
  for (let at = every - 1; changed.size < count; at += every) {
    const job = fixture.jobs[at % fixture.jobs.length];
    if (job === undefined || changed.has(job)) break;
    changed.add(job);
  }
  const status = new Date(fixture.now).getUTCMinutes() % 4 === 0 ? 'KILLED' : 'SUSPENDED';
  const lastModTime = new Date(fixture.now - 1_000).toUTCString();
  const fresh = [...changed].map((job) => ({ ...job, status, lastModTime }));
  fixture.jobs = [...fresh, ...fixture.jobs.filter((job) => !changed.has(job))];
}

function send(answer: ServerResponse, body: string | Buffer, type = 'application/json', date?: number): void {
  answer.writeHead(200, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(date === undefined ? {} : { date: new Date(date).toUTCString() }),
  });
  answer.end(body);
}

function answerOozie(size: string, path: string, query: URLSearchParams, answer: ServerResponse): void {
  const fixture = fixtureOf(size);
  let body = '[0,1,2]';
  if (path.endsWith('/jobs')) {
    const offset = Number(query.get('offset') ?? 1);
    const len = Number(query.get('len') ?? 50);
    const type = query.get('jobtype') ?? 'wf';
    const rows = type === 'wf' ? fixture.jobs.slice(offset - 1, offset - 1 + len) : [];
    const name = { wf: 'workflows', coord: 'coordinatorjobs' }[type] ?? 'bundlejobs';
    const total = type === 'wf' ? fixture.jobs.length : 0;
    body = JSON.stringify({ total, [name]: rows, offset, len });
  }
  fixture.requests += 1;
  fixture.bytes += Buffer.byteLength(body);
  send(answer, body, 'application/json;charset=UTF-8', fixture.now);
}

/** The real Oozie, of the same origin as the pages. */
function passOn(target: string, asked: IncomingMessage, answer: ServerResponse): void {
  const passed = request(target, { method: asked.method, headers: asked.headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  asked.pipe(passed);
}

const server = createServer((asked, answer) => {
  const url = new URL(asked.url ?? '/', 'http://localhost');
  const [, first = '', second, ...rest] = url.pathname.split('/');
  if (first === 'pages' && second !== undefined) {
    const type = extname(second) === '.html' ? 'text/html' : 'text/javascript';
    return send(answer, readFileSync(join(folder, second)), type);
  }
  if (first === 'real') {
    const target = `http://127.0.0.1:${second}/${rest.join('/')}${url.search}`;
    return passOn(target, asked, answer);
  }
  if (second === 'change') change(fixtureOf(first), Number(url.searchParams.get('count')));
  if (second === 'change' || second === 'told') {
    const { requests, bytes } = fixtureOf(first);
    return send(answer, JSON.stringify({ requests, bytes }));
  }
  if (second === 'oozie' && asked.method === 'GET') {
    return answerOozie(first, url.pathname, url.searchParams, answer);
  }
  answer.writeHead(503).end();
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`http://127.0.0.1:${address.port}`);
});
process.on('disconnect', () => process.exit());
