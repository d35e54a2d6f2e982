import { type ElementType, elements, one, optional, sequence } from './content-model.ts';

/** The versions of the SLA schema that Oozie 5.2.1 knows. */
export const slaVersions = ['0.1', '0.2'] as const;

export type SlaVersion = (typeof slaVersions)[number];

/** The element that a version of the SLA schema declares. */
export function slaElements(version: SlaVersion): Record<string, ElementType> {
  return { info: version === '0.1' ? oldInfo : info };
}

const oldInfo = elements(
  sequence(
    one('app-name'),
    one('nominal-time'),
    one('should-start'),
    one('should-end'),
    optional('parent-client-id'),
    optional('parent-sla-id'),
    optional('notification-msg'),
    one('alert-contact'),
    one('dev-contact'),
    one('qa-contact'),
    one('se-contact'),
    optional('alert-frequency'),
    optional('alert-percentage'),
    optional('upstream-apps'),
  ),
);

const info = elements(
  sequence(
    one('nominal-time'),
    optional('should-start'),
    one('should-end'),
    optional('max-duration'),
    optional('alert-events'),
    optional('alert-contact'),
    optional('notification-msg'),
    optional('upstream-apps'),
  ),
);
