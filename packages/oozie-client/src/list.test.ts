import { expect, test } from 'vitest';
import { createOozieClient } from './client.ts';

/** Rows of which a list shows a page; `before` runs ahead of every answer, with its number from 1. */
function clientOf(ids: string[], before: (request: number) => void = () => {}) {
  const asked: string[] = [];
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    fetch: async (input) => {
      const url = new URL(String(input));
      asked.push(url.search);
      before(asked.length);
      const offset = Number(url.searchParams.get('offset') ?? 1);
      const len = Number(url.searchParams.get('len') ?? 50);
      const workflows = ids.slice(offset - 1, offset - 1 + len).map((id) => ({
        id,
        appName: 'a',
        status: 'BRAND_NEW',
        run: 0,
        user: 'root',
        conf: null,
        toString: id,
      }));
      return Response.json(
        { total: ids.length, offset, len, workflows },
        { headers: { date: 'Mon, 23 Nov 2026 03:55:13 GMT' } },
      );
    },
  });
  return { client, asked };
}

async function idsOf(rows: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const row of rows) ids.push(row.id);
  return ids;
}

test('a page has its rows, marked as partial, and the server’s time', async () => {
  const { client, asked } = clientOf(['1-W', '2-W']);
  const page = await client.workflows.list({ filter: { user: 'root' }, len: 1, sortBy: 'lastModifiedTime' });
  expect(page).toMatchObject({ total: 2, offset: 1, len: 1, serverDate: Date.parse('2026-11-23T03:55:13Z') });
  expect(page.rows).toEqual([
    {
      partial: true,
      id: '1-W',
      appName: 'a',
      status: 'BRAND_NEW',
      run: 0,
      user: 'root',
      externalId: null,
      parentId: null,
      group: null,
      acl: null,
      createdTime: null,
      startTime: null,
      endTime: null,
      lastModTime: null,
      consoleUrl: null,
    },
  ]);
  expect(asked).toEqual(['?jobtype=wf&filter=user%3Droot%3Bsortby%3DlastModifiedTime&len=1&timezone=GMT']);
});

test('all rows are read page by page, and no page is asked for in vain', async () => {
  const { client, asked } = clientOf(['1', '2', '3', '4']);
  expect(await idsOf(client.workflows.all({ len: 2 }))).toEqual(['1', '2', '3', '4']);
  expect(asked).toHaveLength(2);
});

test('a job that moves to a later page is not shown twice', async () => {
  const ids = ['1', '2', '3', '4'];
  const { client } = clientOf(ids, (request) => {
    if (request === 2) ids.unshift('new');
  });
  expect(await idsOf(client.workflows.all({ len: 2 }))).toEqual(['1', '2', '3', '4']);
});

test('reading ends where the reader stops', async () => {
  const { client, asked } = clientOf(['1', '2', '3', '4']);
  for await (const row of client.workflows.all({ len: 2, offset: 2 })) {
    expect(row.id).toBe('2');
    break;
  }
  expect(asked).toHaveLength(1);
});

test('an empty list ends', async () => {
  const { client } = clientOf([]);
  expect(await idsOf(client.workflows.all())).toEqual([]);
});

test('more jobs may come in between two pages than a page has', async () => {
  const ids = Array.from({ length: 9_000 }, (_, i) => `old ${i}`);
  const { client } = clientOf(ids, (request) => {
    if (request === 2) ids.unshift(...Array.from({ length: 4_000 }, (_, i) => `new ${i}`));
  });
  const read = await idsOf(client.workflows.all({ len: 4_500 }));
  expect(read).toHaveLength(9_000);
  expect(new Set(read).size).toBe(9_000);
});

test('a server that does not move on is not asked for ever', async () => {
  let requests = 0;
  const row = { id: '1', appName: 'a', status: 'PREP', run: 0, user: 'root' };
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    fetch: async () => {
      requests += 1;
      return Response.json({ total: 9, offset: 1, len: 1, workflows: [row] });
    },
  });
  await expect(idsOf(client.workflows.all({ len: 1 }))).rejects.toMatchObject({ kind: 'malformed-answer' });
  expect(requests).toBe(2);
});

test.each([0, -1])('a page of length %d ends the list', async (len) => {
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    fetch: async () => Response.json({ total: 9, offset: 1, len, workflows: [] }),
  });
  expect(await idsOf(client.workflows.all())).toEqual([]);
});
