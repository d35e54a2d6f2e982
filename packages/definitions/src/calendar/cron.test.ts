import { describe, expect, test } from 'vitest';
import { formatOozieDate, parseOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { type CronSchedule, countCronTimes, cronTimes, readCron } from './cron.ts';
import { quartzTimes } from './quartz-times.fixture.ts';

function read(text: string): CronSchedule {
  const schedule = readCron(text);
  if ('refused' in schedule) expect.fail(`${text}: ${schedule.refused}`);
  return schedule;
}

function firstFive(schedule: CronSchedule, from: number): number[] {
  const found: number[] = [];
  for (const time of cronTimes(schedule, from)) {
    found.push(time);
    if (found.length === 5) break;
  }
  return found;
}

describe('a cron frequency', () => {
  test('is due when Quartz says', () => {
    for (const [text, after, due] of quartzTimes) {
      const from = (parseOozieDate(after, processingInUtc) ?? 0) + 60_000;
      const times = firstFive(read(text), from).map((time) => formatOozieDate(time, processingInUtc));
      expect(times.join(' '), `${text} after ${after}`).toBe(due);
    }
  });

  test('is counted without being gone through', () => {
    for (const [text, after] of quartzTimes) {
      const schedule = read(text);
      const from = (parseOozieDate(after, processingInUtc) ?? 0) + 60_000;
      const last = firstFive(schedule, from).at(-1) ?? 0;
      expect(countCronTimes(schedule, from, last), text).toBe(4);
    }
  });

  test('with both kinds of day is due on either, unless one is a star', () => {
    const from = Date.UTC(2026, 10, 1);
    const days = (text: string) => firstFive(read(text), from).map((time) => new Date(time).getUTCDate());
    expect(days('0 0 15 * MON')).toEqual([2, 9, 15, 16, 23]);
    expect(days('0 0 * * MON')).toEqual([2, 9, 16, 23, 30]);
    expect(days('0 0 1,2 * *')).toEqual([1, 2, 1, 2, 1]);
  });

  test('that is never due has no times, and is told soon', () => {
    expect(firstFive(read('0 0 31 2 ?'), Date.UTC(2026, 0, 1))).toEqual([]);
  });

  test.each([
    ['* * * *', 'five fields'],
    ['0  0 * * ?', 'five fields'],
    ['0 0 ? * ?', 'only one'],
    ['60 * * * ?', '0 to 59'],
    ['* 24 * * ?', '0 to 23'],
    ['* * 0 * ?', '1 to 31'],
    ['* * * 13 ?', '1 to 12'],
    ['* * ? * 8', '1 to 7'],
    ['* * ? * MOX', 'no day of the week'],
    ['*/60 * * * ?', 'up to 59'],
    ['* * L,3 * ?', 'stands alone'],
    ['* * L-31 * ?', '30'],
    ['* * ? * 2#6', '1 to 5'],
    ['* * ? * 2#1,3#2', 'one #'],
    ['* * ? * 3W', 'no day of the week'],
    ['5-x * * * ?', 'no range'],
    ['a * * * ?', 'no minute'],
  ])('%s is refused, with why', (text, why) => {
    const schedule = readCron(text);
    expect('refused' in schedule ? schedule.refused.toLowerCase() : 'accepted').toContain(why);
  });
});
