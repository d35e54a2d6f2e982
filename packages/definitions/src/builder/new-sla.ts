import { type NewElement, newElement } from '../tree/new-node.ts';
import { children } from './new-action-element.ts';
import { type OozieTime, timeText } from './oozie-time.ts';

/** What is promised. Durations are expressions of minutes: `${30 * MINUTES}`. */
export interface SlaOptions {
  readonly nominalTime: OozieTime;
  readonly shouldStart?: string;
  readonly shouldEnd: string;
  readonly maxDuration?: string;
  readonly alertEvents?: readonly ('start_miss' | 'end_miss' | 'duration_miss')[];
  readonly alertContact?: string;
  readonly notificationMsg?: string;
  readonly upstreamApps?: string;
}

/** An `info` of the newest SLA schema, for a workflow, one of its actions, or a coordinator's. @throws BuildError `illegal-time` */
export function newSla(sla: SlaOptions): NewElement {
  const content = children({
    'nominal-time': timeText(sla.nominalTime, 'nominalTime'),
    'should-start': sla.shouldStart,
    'should-end': sla.shouldEnd,
    'max-duration': sla.maxDuration,
    'alert-events': sla.alertEvents?.join(','),
    'alert-contact': sla.alertContact,
    'notification-msg': sla.notificationMsg,
    'upstream-apps': sla.upstreamApps,
  });
  return newElement('info', {}, content, 'uri:oozie:sla:0.2');
}
