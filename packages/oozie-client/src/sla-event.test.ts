import { expect, test } from 'vitest';
import { parseSlaMessage } from './sla-event.ts';

const message = (content: string) => `<sla-message>\r\n${content}</sla-message>\r\n`;

test('registrations and status events are read', () => {
  const xml = message(`  <event>
    <sequence-id>7</sequence-id>
    <registration>
      <sla-id>5-C@1</sla-id>
      <app-type>COORDINATOR_ACTION</app-type>
      <app-name>a &amp; b</app-name>
      <user>alice</user>
      <group />
      <parent-sla-id>null</parent-sla-id>
      <expected-start>2026-11-23T05:10Z</expected-start>
      <expected-end>2026-11-23T05:30Z</expected-end>
      <status-timestamp>2026-11-23T05:00Z</status-timestamp>
      <alert-contact>alice@example.com</alert-contact>
      <job-status>CREATED</job-status>
    </registration>
  </event>
  <event>
    <sequence-id>9</sequence-id>
    <status>
      <sla-id>5-C@1</sla-id>
      <status-timestamp>2026-11-23T05:01Z</status-timestamp>
      <job-status>STARTED</job-status>
    </status>
  </event>
  <last-sequence-id>9</last-sequence-id>`);
  const { lastSequenceId, events } = parseSlaMessage(xml);
  expect(lastSequenceId).toBe(9);
  expect(events).toMatchObject([
    {
      kind: 'registration',
      sequenceId: 7,
      slaId: '5-C@1',
      appType: 'COORDINATOR_ACTION',
      appName: 'a & b',
      user: 'alice',
      group: '',
      parentSlaId: null,
      jobStatus: 'CREATED',
      expectedStart: Date.parse('2026-11-23T05:10Z'),
      expectedEnd: Date.parse('2026-11-23T05:30Z'),
      statusTimestamp: Date.parse('2026-11-23T05:00Z'),
      alertContact: 'alice@example.com',
      upstreamApps: '',
    },
    {
      kind: 'status',
      sequenceId: 9,
      slaId: '5-C@1',
      jobStatus: 'STARTED',
      statusTimestamp: Date.parse('2026-11-23T05:01Z'),
      appName: '',
    },
  ]);
});

test('an answer without events says where to go on', () => {
  expect(parseSlaMessage(message('<last-sequence-id>3</last-sequence-id>'))).toEqual({
    lastSequenceId: 3,
    events: [],
  });
});

test('what is no message of Oozie’s is refused', () => {
  for (const xml of [
    '',
    'not xml',
    '<html/>',
    message(''),
    message('<last-sequence-id>x</last-sequence-id>'),
    message('<event><status/></event><last-sequence-id>3</last-sequence-id>'),
  ]) {
    expect(() => parseSlaMessage(xml), xml).toThrow(expect.objectContaining({ kind: 'malformed-answer' }));
  }
});
