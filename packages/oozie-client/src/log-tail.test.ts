import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LogLine, type TailOptions, type TailSource, tailLog } from './log-tail.ts';
import { OozieError } from './oozie-error.ts';
import { readAgainFrom } from './shown-messages.ts';

const id = '0000001-261123000000000-oozie-root-W';

/** A server whose log grows by what `grow` adds before each reading, and whose job is over when nothing is left. */
function serverWith(readings: readonly string[]): TailSource & { filters: unknown[] } {
  const filters: unknown[] = [];
  let upTo = 0;
  return {
    filters,
    status: async () => (upTo >= readings.length ? 'SUCCEEDED' : 'RUNNING'),
    async *log(_, { logfilter = {} }) {
      filters.push(logfilter);
      const start = typeof logfilter === 'object' ? String(logfilter.start ?? '') : '';
      const written = readings[Math.min(upTo, readings.length - 1)] ?? '';
      upTo += 1;
      let shows = false;
      for (const line of written.split(/(?<=\n)/)) {
        if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\s+\w+\s/.test(line)) shows = line.slice(0, 19) >= start;
        // Cut anywhere, as pieces are.
        if (shows) yield* [line.slice(0, 7), line.slice(7)];
      }
    },
  };
}

async function linesFrom(source: TailSource, options: TailOptions = {}, atMost = Number.POSITIVE_INFINITY) {
  const lines: LogLine[] = [];
  for await (const line of tailLog(source, id, { pollMs: 0, ...options })) {
    lines.push(line);
    if (lines.length >= atMost) break;
  }
  return lines;
}

const texts = (lines: readonly LogLine[]) => lines.map(({ text }) => text);

const at = (seconds: number, text = 'x') =>
  `${new Date(Date.parse('2026-11-23T12:00:00Z') + seconds * 1000).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)}  INFO Command:1 - ${text}\n`;

test('a log is shown as it grows, every line once, and ends with the job', async () => {
  const first = at(0, 'a') + at(0, 'a');
  const source = serverWith([first, first + at(1, 'b'), first + at(1, 'b') + at(2, 'c')]);
  expect(texts(await linesFrom(source)).map((text) => text.at(-1))).toEqual(['a', 'a', 'b', 'c']);
  expect(source.filters.at(-1)).toMatchObject({ start: '2026-11-23 11:59:52' });
});

test('a message that is being written is shown when it is complete', async () => {
  const trace = `${at(1, 'failed')}java.lang.Exception\n\tat a\n\tat b\n`;
  const source = serverWith([
    at(0) + trace.slice(0, 60),
    at(0) + trace.slice(0, -5),
    at(0) + trace,
    at(0) + trace + at(9),
  ]);
  expect(texts(await linesFrom(source)).join('\n')).toBe((at(0) + trace + at(9)).trimEnd());
});

test('a log that has been left is taken up after the last line that was shown', async () => {
  const log = `${at(0, 'a')}trace 1\ntrace 2\n${at(0, 'a')}trace 1\ntrace 2\n${at(1, 'b')}`;
  for (let lines = 1; lines <= 7; lines += 1) {
    const before = await linesFrom(serverWith([log]), {}, lines);
    const from = JSON.parse(JSON.stringify(before.at(-1)?.position));
    const after = await linesFrom(serverWith([log]), { from });
    expect([...texts(before), ...texts(after)].join('\n')).toBe(log.trimEnd());
  }
});

test('what is asked for is asked for again each time', async () => {
  const source = serverWith([at(0), at(0) + at(1)]);
  await linesFrom(source, { logfilter: { loglevel: 'INFO', recent: '2h' } });
  expect(source.filters[0]).toEqual({ loglevel: 'INFO', recent: '2h' });
  expect(source.filters.at(-1)).toEqual({
    loglevel: 'INFO',
    start: '2026-11-23 11:59:51',
    end: expect.any(Number),
  });
});

test('a server that gives no logs says so', async () => {
  const source: TailSource = {
    status: async () => 'RUNNING',
    async *log() {
      yield 'Log streaming disabled!!';
    },
  };
  await expect(linesFrom(source)).rejects.toThrow(/does not give its logs/);
});

test('lines before the first message are shown once', async () => {
  const source: TailSource = {
    status: async () => 'SUCCEEDED',
    async *log() {
      yield `Truncated logs to max log scan duration 24 hrs\n${at(0)}`;
    },
  };
  expect(texts(await linesFrom(source))).toEqual([
    'Truncated logs to max log scan duration 24 hrs',
    at(0).trimEnd(),
  ]);
});

describe('a server that takes no UTC times', () => {
  test('is asked for a length of time instead', async () => {
    const asked: unknown[] = [];
    let readings = 0;
    const source: TailSource = {
      status: async () => (readings > 1 ? 'SUCCEEDED' : 'RUNNING'),
      async *log(_, { logfilter = {} }) {
        readings += 1;
        const end = typeof logfilter === 'object' ? logfilter.end : undefined;
        asked.push(typeof end);
        if (typeof end === 'number') {
          throw new OozieError('refused', {
            kind: 'invalid-request',
            reachedServer: 'yes',
            serverMessage: 'E0302: Invalid parameter [Unsupported offset 2026-11-23T05:00Z]',
          });
        }
        yield at(0);
      },
    };
    expect(await linesFrom(source)).toHaveLength(1);
    expect(asked.slice(0, 3)).toEqual(['number', 'string', 'string']);
  });
});

test('the clock may be set back in the night', () => {
  expect(readAgainFrom('2026-11-23 12:00:05')).toBe('2026-11-23 11:59:55');
  expect(readAgainFrom('2026-10-25 02:59:59')).toBe('2026-10-25 01:59:49');
  const before = '2026-10-25 02:59:59,000  INFO a:1 - before\n';
  const after = '2026-10-25 02:00:01,000  INFO a:1 - after\n';
  return expect(linesFrom(serverWith([before, before, before + after])).then(texts)).resolves.toEqual([
    before.trimEnd(),
    after.trimEnd(),
  ]);
});

test('random logs, read at random times and in random sittings, come out whole', async () => {
  const message = fc.record({
    // Threads write a little out of order.
    seconds: fc.integer({ min: -4, max: 8 }),
    text: fc.constantFrom('a', 'b'),
    trace: fc.array(fc.constantFrom('\tat x', 'Caused by: y', ''), { maxLength: 3 }),
  });
  const history = fc.record({
    messages: fc.array(message, { minLength: 1, maxLength: 30 }),
    cuts: fc.array(fc.nat(4000), { maxLength: 6 }),
    sittings: fc.array(fc.nat(30), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ messages, cuts, sittings }) => {
      let clock = 0;
      let log = '';
      const ends = messages.map(({ seconds, text, trace }) => {
        clock += Math.max(0, seconds);
        log += at(clock + Math.min(0, seconds), text) + trace.map((line) => `${line}\n`).join('');
        return log.length;
      });
      // What is being written at one reading has been written by the next.
      const grows = [0];
      for (const cut of cuts.map((each) => each % log.length).sort((a, b) => a - b)) {
        if (cut > (grows.at(-1) ?? 0)) grows.push(cut, ends.find((end) => end >= cut) ?? cut);
      }
      const readings = [...grows, log.length].map((length) => log.slice(0, length));
      const source = serverWith(readings);
      const shown: LogLine[] = [];
      for (const atMost of [...sittings, Number.POSITIVE_INFINITY]) {
        if (atMost === 0) continue;
        const position = shown.at(-1)?.position;
        const from = position && JSON.parse(JSON.stringify(position));
        shown.push(...(await linesFrom(source, { from }, atMost)));
      }
      expect(`${texts(shown).join('\n')}\n`).toBe(log);
    }),
  );
});
