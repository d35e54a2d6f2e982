import { parseOozieDate } from './oozie-date.ts';
import { malformedXml, readXml } from './xml-scanner.ts';

/** Something that happened to a job or action that has an SLA. Times are epoch milliseconds, to the minute. */
export type SlaEvent = SlaRegistration | SlaStatusEvent;

interface SlaEventFacts {
  /** Its place in the feed. */
  readonly sequenceId: number;
  /** The job's or action's id. */
  readonly slaId: string;
  /** Oozie tells it, the user and the group of registrations at most, and the name not even of all of those. */
  readonly appName: string;
  readonly user: string;
  readonly group: string;
  /** `CREATED`, `STARTED`, `SUCCEEDED`, `KILLED`, `FAILED` … */
  readonly jobStatus: string;
  readonly jobData: string;
  readonly statusTimestamp: number | undefined;
}

/** The job or action was made. */
export interface SlaRegistration extends SlaEventFacts {
  readonly kind: 'registration';
  readonly appType: string;
  readonly parentSlaId: string | null;
  readonly expectedStart: number | undefined;
  readonly expectedEnd: number | undefined;
  readonly notificationMsg: string;
  readonly alertContact: string;
  readonly devContact: string;
  readonly qaContact: string;
  readonly seContact: string;
  readonly alertPercentage: string;
  readonly alertFrequency: string;
  readonly upstreamApps: string;
}

/** The job or action came to another state. */
export interface SlaStatusEvent extends SlaEventFacts {
  readonly kind: 'status';
}

/**
 * Reads `<sla-message>`, Oozie's answer for events; texts that Oozie leaves empty stay empty.
 * @throws {OozieError} `malformed-answer` for another document
 * @see org.apache.oozie.SLAEventBean#toXml
 */
export function parseSlaMessage(xml: string): { lastSequenceId: number; events: SlaEvent[] } {
  const events: SlaEvent[] = [];
  const path: string[] = [];
  let fields = new Map<string, string>();
  let lastSequenceId: number | undefined;
  for (const token of readXml(xml)) {
    if (token.kind === 'instruction') continue;
    if (token.kind === 'text') {
      const name = path.at(-1) ?? '';
      fields.set(name, (fields.get(name) ?? '') + token.text);
      continue;
    }
    if (token.kind === 'open') {
      path.push(token.name);
      if (path[0] !== 'sla-message') throw malformedXml(`<${token.name}> instead of <sla-message>`, token.at);
      if (path.length === 2) fields = new Map();
      if (path.length === 3) fields.set(token.name, '');
      continue;
    }
    path.pop();
    if (path.length !== 1) continue;
    if (token.name === 'event') events.push(eventOf(fields, token.at));
    if (token.name === 'last-sequence-id') lastSequenceId = count(fields.get('last-sequence-id'), token.at);
  }
  if (lastSequenceId === undefined) throw malformedXml('no <last-sequence-id>', xml.length);
  return { lastSequenceId, events };
}

function eventOf(fields: ReadonlyMap<string, string>, at: number): SlaEvent {
  const text = (name: string) => fields.get(name)?.trim() ?? '';
  const time = (name: string) => parseOozieDate(text(name));
  const facts: SlaEventFacts = {
    sequenceId: count(fields.get('sequence-id'), at),
    slaId: text('sla-id'),
    appName: text('app-name'),
    user: text('user'),
    group: text('group'),
    jobStatus: text('job-status'),
    jobData: text('job-data'),
    statusTimestamp: time('status-timestamp'),
  };
  if (!fields.has('registration')) return { kind: 'status', ...facts };
  return {
    kind: 'registration',
    ...facts,
    appType: text('app-type'),
    // Java's way to print none.
    parentSlaId: text('parent-sla-id') === 'null' ? null : text('parent-sla-id'),
    expectedStart: time('expected-start'),
    expectedEnd: time('expected-end'),
    notificationMsg: text('notification-msg'),
    alertContact: text('alert-contact'),
    devContact: text('dev-contact'),
    qaContact: text('qa-contact'),
    seContact: text('se-contact'),
    alertPercentage: text('alert-percentage'),
    alertFrequency: text('alert-frequency'),
    upstreamApps: text('upstream-apps'),
  };
}

function count(text: string | undefined, at: number): number {
  if (text === undefined || !/^\s*-?\d+\s*$/.test(text)) throw malformedXml('a number that is none', at);
  return Number(text);
}
