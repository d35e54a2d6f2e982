import type { CheckOptions } from '../rule.ts';
import { type CoordinatorPiece, dataset, property } from './advice.fixture.ts';

/** A coordinator, and what is to be said about it. */
export interface CoordinatorRow {
  readonly of: string;
  readonly code: string;
  readonly severity: 'warning' | 'info';
  readonly at: string;
  readonly piece: CoordinatorPiece;
  readonly options?: CheckOptions;
  readonly says?: string;
  readonly fine: readonly CoordinatorPiece[];
}

const hourly = `\${coord:hours(1)}`;
export const now = Date.UTC(2030, 5, 15);
const lenient = { server: { coordinatorMaximumFrequency: false } };
const reading = (instance: string, read = 'logs') =>
  `<data-in name="in" dataset="${read}"><instance>${instance}</instance></data-in>`;
export const current = reading(`\${coord:current(0)}`);
export const writing = `<data-out name="out" dataset="logs"><instance>\${coord:current(0)}</instance></data-out>`;
export const told = property('out', `\${coord:dataOut('out')}`);
const logs = (frequency: string, uri: string, more: Readonly<Record<string, string>> = {}) =>
  dataset('logs', { frequency, ...more }, uri);
const days = `/l/\${YEAR}/\${MONTH}/\${DAY}`;

/** Coordinators to be advised on. */
export const coordinatorRows: readonly CoordinatorRow[] = [
  {
    of: 'an end that is past',
    code: 'coordinator-over',
    severity: 'info',
    at: '2030-02-01T00:00Z',
    piece: { attributes: { end: '2030-02-01T00:00Z' } },
    options: { now },
    says: '31',
    fine: [{}],
  },
  {
    of: 'much to make up for',
    code: 'catch-up',
    severity: 'warning',
    at: '2030-01-01T03:00Z',
    piece: {},
    options: { now },
    says: '165',
    fine: [
      { attributes: { start: '2030-06-10T00:00Z' } },
      { attributes: { start: '2030-06-16T00:00Z' } },
      { controls: '<execution>LAST_ONLY</execution>' },
      { attributes: { start: `\${start}` } },
    ],
  },
  {
    of: 'some cron times to make up for',
    code: 'catch-up',
    severity: 'info',
    at: '2030-05-31T23:30Z',
    piece: { attributes: { frequency: '0 6 * * *', start: '2030-05-31T23:30Z' } },
    options: { now },
    says: '14',
    fine: [{ attributes: { frequency: '0 6 * * *', start: '2030-06-13T00:00Z' } }],
  },
  {
    of: 'a frequency that few servers take',
    code: 'frequent-coordinator',
    severity: 'warning',
    at: '2',
    piece: { attributes: { frequency: '2', end: '2030-01-02T00:00Z' } },
    options: lenient,
    fine: [{ attributes: { frequency: '5', end: '2030-01-02T00:00Z' } }],
  },
  {
    of: 'days counted in minutes',
    code: 'minutes-for-days',
    severity: 'info',
    at: '1440',
    piece: { attributes: { frequency: '1440', timezone: 'Europe/Berlin' } },
    says: '2030-03-31',
    fine: [
      { attributes: { frequency: '1440' } },
      { attributes: { frequency: '1440', timezone: 'Asia/Kolkata' } },
      { attributes: { timezone: 'Europe/Berlin' } },
      { attributes: { frequency: '1440', timezone: 'Europe/Berlin', end: '2030-02-01T00:00Z' } },
    ],
  },
  {
    of: 'a time of day that clocks skip once a year',
    code: 'time-in-clock-change',
    severity: 'info',
    at: '2030-01-01T01:30Z',
    piece: { attributes: { start: '2030-01-01T01:30Z', timezone: 'Europe/Berlin' } },
    says: '2030-03-31',
    fine: [
      { attributes: { start: '2030-01-01T02:30Z', timezone: 'Europe/Berlin' } },
      { attributes: { start: '2030-01-01T01:30Z', timezone: 'Europe/Berlin', end: '2030-03-01T00:00Z' } },
      { attributes: { start: '2030-01-01T01:30Z' } },
    ],
  },
  {
    of: 'a time of day that clocks show twice',
    code: 'time-in-clock-change',
    severity: 'info',
    at: '2030-08-01T00:30Z',
    piece: { attributes: { start: '2030-08-01T00:30Z', timezone: 'Europe/Berlin' } },
    says: 'repeat',
    fine: [{ attributes: { start: '2030-08-01T01:30Z', timezone: 'Europe/Berlin' } }],
  },
  {
    of: 'a time zone without the summer time that is meant',
    code: 'misleading-time-zone',
    severity: 'warning',
    at: 'EST',
    piece: { attributes: { timezone: 'EST' } },
    says: 'America/New_York',
    fine: [{ attributes: { timezone: 'America/New_York' } }, { attributes: { timezone: 'GMT+05:30' } }],
  },
  {
    of: 'a time zone whose sign says the contrary',
    code: 'misleading-time-zone',
    severity: 'warning',
    at: 'Etc/GMT+8',
    piece: { attributes: { timezone: 'Etc/GMT+8' } },
    says: 'GMT-08:00',
    fine: [{ attributes: { timezone: 'GMT' } }],
  },
  {
    of: 'a short time zone in a dataset',
    code: 'misleading-time-zone',
    severity: 'warning',
    at: 'PST',
    piece: { datasets: dataset('logs', { timezone: 'PST' }), inputs: current },
    says: 'America/Los_Angeles',
    fine: [{ datasets: dataset('logs', { timezone: 'UTC' }), inputs: current }],
  },
  {
    of: 'two kinds of day in one cron frequency',
    code: 'cron-both-days',
    severity: 'warning',
    at: '0 6 1 * MON',
    piece: { attributes: { frequency: '0 6 1 * MON' } },
    fine: [{ attributes: { frequency: '0 6 1 * *' } }, { attributes: { frequency: '0 6 ? * MON' } }],
  },
  {
    of: 'hours of cron that are others than the zone has',
    code: 'cron-in-utc',
    severity: 'info',
    at: '0 6 * * *',
    piece: { attributes: { frequency: '0 6 * * *', timezone: 'Asia/Tokyo' } },
    says: '9 hours ahead',
    fine: [
      { attributes: { frequency: '0 6 * * *' } },
      { attributes: { frequency: '0 * * * *', timezone: 'Asia/Tokyo' } },
    ],
  },
  {
    of: 'instances on top of each other',
    code: 'dataset-uri-repeats',
    severity: 'warning',
    at: `/l/\${YEAR}/\${MONTH}`,
    piece: { datasets: logs(`\${coord:days(1)}`, `/l/\${YEAR}/\${MONTH}`), inputs: current },
    says: `\${DAY}`,
    fine: [
      { datasets: logs(`\${coord:months(1)}`, `/l/\${YEAR}/\${MONTH}`), inputs: current },
      { datasets: logs('1440', days), inputs: current },
      { datasets: logs('60', `\${root}/l`), inputs: current },
      { datasets: logs(`\${often}`, '/l'), inputs: current },
    ],
  },
  {
    of: 'actions before the first instance',
    code: 'instance-before-dataset',
    severity: 'warning',
    at: `\${coord:current(0)}`,
    piece: { datasets: dataset('logs', { 'initial-instance': '2030-03-01T03:00Z' }), inputs: current },
    fine: [
      { datasets: dataset('logs'), inputs: current },
      {
        datasets: dataset('logs', { 'initial-instance': '2030-03-01T03:00Z' }),
        inputs: reading(`\${coord:latest(0)}`),
      },
    ],
  },
  {
    of: 'outputs that overwrite each other',
    code: 'output-overwritten',
    severity: 'warning',
    at: `\${coord:current(0)}`,
    piece: {
      attributes: { frequency: hourly },
      datasets: dataset('logs'),
      outputs: writing,
      properties: told,
    },
    fine: [{ datasets: dataset('logs'), outputs: writing, properties: told }],
  },
  {
    of: 'instances that nobody reads',
    code: 'instances-skipped',
    severity: 'info',
    at: `\${coord:current(0)}`,
    piece: { datasets: logs(hourly, `${days}/\${HOUR}`), inputs: current },
    says: 'current(-23)',
    fine: [
      { datasets: dataset('logs'), inputs: current },
      {
        datasets: logs(hourly, `${days}/\${HOUR}`),
        inputs: `<data-in name="in" dataset="logs"><start-instance>\${coord:current(-23)}</start-instance><end-instance>\${coord:current(0)}</end-instance></data-in>`,
      },
    ],
  },
  {
    of: 'a dataset that nothing takes',
    code: 'unused-dataset',
    severity: 'info',
    at: 'spare',
    piece: { datasets: dataset('logs') + dataset('spare'), inputs: current },
    fine: [{ datasets: dataset('logs'), inputs: current }],
  },
  {
    of: 'an output that the workflow does not hear of',
    code: 'unused-data-out',
    severity: 'info',
    at: 'out',
    piece: { datasets: dataset('logs'), outputs: writing },
    fine: [{ datasets: dataset('logs'), outputs: writing, properties: told }],
  },
  {
    of: 'a wait without end',
    code: 'endless-wait',
    severity: 'info',
    at: '-1',
    piece: { controls: '<timeout>-1</timeout>', datasets: dataset('logs'), inputs: current },
    says: '60 days',
    fine: [
      { controls: '<timeout>60</timeout>', datasets: dataset('logs'), inputs: current },
      { controls: '<timeout>-1</timeout>' },
    ],
  },
];
