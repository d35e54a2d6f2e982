import { versionOf } from '../schema/version.ts';
import { childNamed } from '../tree/navigate.ts';
import { childValue, type Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/** An `<sla:info>`: what is promised about a job or an action. */
export interface Sla {
  readonly element: XmlElement;
  /** `0.1` or `0.2`, `undefined` when the namespace is no `uri:oozie:sla:…`. */
  readonly version: string | undefined;
  readonly nominalTime: Value | undefined;
  readonly shouldStart: Value | undefined;
  readonly shouldEnd: Value | undefined;
  /** 0.2 */
  readonly maxDuration: Value | undefined;
  /** 0.2 */
  readonly alertEvents: Value | undefined;
  readonly alertContact: Value | undefined;
  readonly notificationMsg: Value | undefined;
  readonly upstreamApps: Value | undefined;
  /** 0.1, as are all that follow. */
  readonly appName: Value | undefined;
  readonly parentClientId: Value | undefined;
  readonly parentSlaId: Value | undefined;
  readonly devContact: Value | undefined;
  readonly qaContact: Value | undefined;
  readonly seContact: Value | undefined;
  readonly alertFrequency: Value | undefined;
  readonly alertPercentage: Value | undefined;
}

/** The `<info>` within a job or an action, if there is one. */
export function readSla(within: XmlElement): Sla | undefined {
  const element = childNamed(within, 'info');
  if (element === undefined) return undefined;
  return {
    element,
    version: versionOf(element, 'sla'),
    nominalTime: childValue(element, 'nominal-time'),
    shouldStart: childValue(element, 'should-start'),
    shouldEnd: childValue(element, 'should-end'),
    maxDuration: childValue(element, 'max-duration'),
    alertEvents: childValue(element, 'alert-events'),
    alertContact: childValue(element, 'alert-contact'),
    notificationMsg: childValue(element, 'notification-msg'),
    upstreamApps: childValue(element, 'upstream-apps'),
    appName: childValue(element, 'app-name'),
    parentClientId: childValue(element, 'parent-client-id'),
    parentSlaId: childValue(element, 'parent-sla-id'),
    devContact: childValue(element, 'dev-contact'),
    qaContact: childValue(element, 'qa-contact'),
    seContact: childValue(element, 'se-contact'),
    alertFrequency: childValue(element, 'alert-frequency'),
    alertPercentage: childValue(element, 'alert-percentage'),
  };
}
