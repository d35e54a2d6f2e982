import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../check/check-definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { BuildError } from './build-error.ts';
import { bundle } from './bundle-builder.ts';
import { type CoordinatorOptions, coordinator } from './coordinator-builder.ts';
import { newSla } from './new-sla.ts';

const options: CoordinatorOptions = {
  frequency: '${coord:days(1)}',
  start: Date.UTC(2026, 0, 1, 6),
  end: '2027-01-01T00:00Z',
  timezone: 'Europe/Berlin',
  runs: { appPath: '/apps/daily' },
};
const dataset = { frequency: 60, initialInstance: Date.UTC(2026, 0, 1), uriTemplate: '/logs/${HOUR}' };

function refusal(build: () => unknown): BuildError {
  try {
    build();
  } catch (error) {
    if (error instanceof BuildError) return error;
    throw error;
  }
  throw new Error('It was built.');
}

describe('a coordinator that is described', () => {
  it('is written as Oozie wants it', () => {
    const built = coordinator('daily', {
      ...options,
      parameters: { queue: 'default' },
      controls: { timeout: 10, execution: 'LAST_ONLY', throttle: '${throttle}' },
      runs: {
        appPath: '/apps/daily',
        configuration: { in: "${coord:dataIn('in')}" },
        sla: newSla({
          nominalTime: '${coord:nominalTime()}',
          shouldEnd: '${30 * MINUTES}',
          alertEvents: ['start_miss', 'end_miss'],
        }),
      },
    })
      .dataset('logs', dataset)
      .dataset('days', { ...dataset, frequency: '${coord:days(1)}', timezone: 'UTC', doneFlag: '' })
      .input('in', 'logs', { from: '${coord:current(-23)}', to: '${coord:current(0)}' })
      .input('more', 'days', ['${coord:current(0)}', '${coord:current(-1)}'])
      .output('out', 'days', '${coord:current(0)}', { nocleanup: true })
      .waitFor({ or: ['in', { input: 'more', min: 1, wait: 5 }] })
      .build();
    expect(printDefinition(built)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<coordinator-app name="daily" frequency="\${coord:days(1)}" start="2026-01-01T06:00Z" end="2027-01-01T00:00Z" timezone="Europe/Berlin" xmlns="uri:oozie:coordinator:0.5">
    <parameters>
        <property>
            <name>queue</name>
            <value>default</value>
        </property>
    </parameters>
    <controls>
        <timeout>10</timeout>
        <execution>LAST_ONLY</execution>
        <throttle>\${throttle}</throttle>
    </controls>
    <datasets>
        <dataset name="logs" frequency="60" initial-instance="2026-01-01T00:00Z" timezone="Europe/Berlin">
            <uri-template>/logs/\${HOUR}</uri-template>
        </dataset>
        <dataset name="days" frequency="\${coord:days(1)}" initial-instance="2026-01-01T00:00Z" timezone="UTC">
            <uri-template>/logs/\${HOUR}</uri-template>
            <done-flag/>
        </dataset>
    </datasets>
    <input-events>
        <data-in name="in" dataset="logs">
            <start-instance>\${coord:current(-23)}</start-instance>
            <end-instance>\${coord:current(0)}</end-instance>
        </data-in>
        <data-in name="more" dataset="days">
            <instance>\${coord:current(0)}</instance>
            <instance>\${coord:current(-1)}</instance>
        </data-in>
    </input-events>
    <input-logic>
        <or>
            <data-in dataset="in"/>
            <data-in min="1" wait="5" dataset="more"/>
        </or>
    </input-logic>
    <output-events>
        <data-out name="out" dataset="days" nocleanup="true">
            <instance>\${coord:current(0)}</instance>
        </data-out>
    </output-events>
    <action>
        <workflow>
            <app-path>/apps/daily</app-path>
            <configuration>
                <property>
                    <name>in</name>
                    <value>\${coord:dataIn('in')}</value>
                </property>
            </configuration>
        </workflow>
        <info xmlns="uri:oozie:sla:0.2">
            <nominal-time>\${coord:nominalTime()}</nominal-time>
            <should-end>\${30 * MINUTES}</should-end>
            <alert-events>start_miss,end_miss</alert-events>
        </info>
    </action>
</coordinator-app>
`);
    expect(checkDefinition(built).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('stays as it was when something is added to it', () => {
    const plain = coordinator('c', options);
    plain.dataset('logs', dataset).input('in', 'logs', '${coord:current(0)}');
    expect(plain.build().model.datasets).toBeUndefined();
  });

  it('is refused, with the names that are to blame', () => {
    const c = coordinator('c', options).dataset('logs', dataset);
    const now = '${coord:current(0)}';
    expect(refusal(() => c.input('in', 'log', now).build())).toMatchObject({
      problem: 'unknown-dependency',
      steps: ['in', 'log'],
    });
    expect(c.include('/more.xml').input('in', 'log', now).build().kind).toBe('coordinator');
    expect(refusal(() => c.dataset('logs', dataset).build())).toMatchObject({ problem: 'duplicate-name' });
    expect(
      refusal(() =>
        c
          .input('in', 'logs', now)
          .waitFor({ and: ['in', { or: ['out'] }] })
          .build(),
      ),
    ).toMatchObject({ problem: 'unknown-dependency', steps: ['out'] });
    expect(refusal(() => coordinator('c', { ...options, start: 1 }).build())).toMatchObject({
      problem: 'illegal-time',
      steps: ['start'],
    });
  });

  it('is refused when Oozie would refuse it', () => {
    for (const wrong of [{ frequency: '${nonsense(' }, { start: 'tomorrow' }, { timezone: 'Mars' }]) {
      expect(refusal(() => coordinator('c', { ...options, ...wrong }).build())).toMatchObject({
        problem: 'refused',
        message: expect.stringContaining('Oozie would refuse the coordinator c'),
      });
    }
    expect(
      refusal(() =>
        coordinator('c', { ...options, version: '0.4' })
          .dataset('logs', dataset)
          .input('in', 'logs', '${coord:current(0)}')
          .waitFor('in')
          .build(),
      ),
    ).toMatchObject({ problem: 'refused' });
  });
});

describe('a bundle that is described', () => {
  it('is written as Oozie wants it', () => {
    const built = bundle('all', { kickOff: Date.UTC(2026, 0, 1), parameters: { day: '1' } })
      .coordinator('one', { appPath: '/one', critical: true })
      .coordinator('two', { appPath: '/two', enabled: false, configuration: { x: '<1>' } })
      .build();
    expect(built.model.controls?.kickOffTime?.text).toBe('2026-01-01T00:00Z');
    expect(printDefinition(built)).toContain(`    <coordinator name="one" critical="true">
        <app-path>/one</app-path>
    </coordinator>
    <coordinator name="two" enabled="false">
        <app-path>/two</app-path>
        <configuration>
            <property>
                <name>x</name>
                <value>&lt;1></value>
            </property>
        </configuration>
    </coordinator>
</bundle-app>`);
  });

  it('is refused when Oozie would refuse it', () => {
    expect(refusal(() => bundle('b').build())).toMatchObject({ problem: 'empty' });
    const one = bundle('b').coordinator('one', { appPath: '/one' });
    expect(refusal(() => one.coordinator('one', { appPath: '/two' }).build())).toMatchObject({
      problem: 'duplicate-name',
      steps: ['one'],
    });
    const late = bundle('b', { kickOff: Date.UTC(2026, 0, 1) + 1 }).coordinator('one', { appPath: '/one' });
    expect(refusal(() => late.build())).toMatchObject({ problem: 'illegal-time', steps: ['kickOff'] });
    const old = bundle('b', { version: '0.1' }).coordinator('one', { appPath: '/one', enabled: true });
    expect(refusal(() => old.build())).toMatchObject({ problem: 'refused' });
  });
});
