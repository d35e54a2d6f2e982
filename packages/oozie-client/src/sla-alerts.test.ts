import { expect, test } from 'vitest';
import { isWithoutSlaService, printSlaChange } from './sla-alerts.ts';

const refused = expect.objectContaining({ kind: 'invalid-request', reachedServer: 'no' });

test('a change is printed in the words of Oozie’s command line', () => {
  const change = {
    nominalTime: Date.parse('2026-11-23T05:00:59Z'),
    shouldStart: 0,
    shouldEnd: `\${10 * MINUTES}`,
    maxDuration: 1.5,
  };
  expect(printSlaChange(change)).toBe(
    `sla-nominal-time=2026-11-23T05:00Z;sla-should-start=0;sla-should-end=\${10 * MINUTES};sla-max-duration=1.5`,
  );
  expect(printSlaChange({ nominalTime: `\${coord:nominalTime()}` })).toBe(
    `sla-nominal-time=\${coord:nominalTime()}`,
  );
});

test('what Oozie could not be told is refused', () => {
  for (const shouldEnd of ['', ' ', 'a=b', 'a;b', -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => printSlaChange({ shouldEnd }), String(shouldEnd)).toThrow(refused);
  }
  expect(() => printSlaChange({})).toThrow(refused);
});

test('an Oozie without SLAService is known by its words, on any Java', () => {
  const null17 =
    'Cannot invoke "org.apache.oozie.sla.service.SLAService.enableAlert(java.util.List)" because the return value of "org.apache.oozie.service.Services.get(java.lang.Class)" is null';
  for (const serverMessage of [
    `E0607: Other error in operation [SLA.alerts.enable], ${null17}`,
    `E1026: SLA alert update command failed: SLA command for coord job 1-C failed. Error message is  : E1027: SLA change command failed. ${null17}`,
    'E0607: Other error in operation [SLA.alerts.disable], null',
    'E1027: SLA change command failed. null',
  ]) {
    expect(isWithoutSlaService({ serverMessage }), serverMessage).toBe(true);
  }
  expect(isWithoutSlaService({ serverMessage: undefined })).toBe(false);
  expect(
    isWithoutSlaService({ serverMessage: 'E1027: SLA change command failed. E1004: Expression language' }),
  ).toBe(false);
});
