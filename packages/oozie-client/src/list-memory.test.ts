import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { jsonType, loopbackServer } from './loopback-server.fixture.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const total = 100_000;

/** A row as Oozie lists it, with the longest names that it takes. */
function row(rank: number) {
  const id = `${String(rank).padStart(7, '0')}-261123032920870-oozie-root-W`;
  return { id, appName: `name ${rank} `.padEnd(255, 'x'), status: 'SUCCEEDED', run: 0, user: 'alice' };
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('a hundred thousand rows are read in the memory of ten thousand', async () => {
  const { url } = await loopbackServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://oozie').searchParams;
    const offset = Number(query.get('offset'));
    const len = Number(query.get('len'));
    const workflows = Array.from({ length: Math.min(len, total - offset + 1) }, (_, i) => row(offset + i));
    response.writeHead(200, jsonType).end(JSON.stringify({ total, offset, len, workflows }));
  });
  let rows = 0;
  const heapAfter = new Map<number, number>();
  for await (const { id } of createOozieClient({ url }).workflows.all({ len: 1_000 })) {
    rows += 1;
    if (rows === 1 || rows === total) expect(id).toBe(row(rows).id);
    if (rows === 10_000 || rows === total) heapAfter.set(rows, heapUsed());
  }
  expect(rows).toBe(total);
  // Ninety thousand ids alone would take several megabytes.
  expect((heapAfter.get(total) ?? Number.NaN) - (heapAfter.get(10_000) ?? 0)).toBeLessThan(2_000_000);
}, 60_000);
