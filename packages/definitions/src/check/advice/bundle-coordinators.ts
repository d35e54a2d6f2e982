import type { BundleDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { parseOozieDate, processingInUtc } from '../../time/oozie-date.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/** Coordinators that a bundle doesn't start. */
export const disabledCoordinators: Rule<BundleDefinition> = ({ definition: { tree, model } }) => {
  const disabled = model.coordinators.filter(
    ({ enabled }) =>
      enabled !== undefined && !/[$#]\{/.test(enabled.text) && enabled.text.toLowerCase() !== 'true',
  );
  const all = disabled.length === model.coordinators.length;
  return disabled.flatMap(({ name, enabled }): Diagnostic[] => {
    if (enabled === undefined) return [];
    const title = name?.text ?? 'this coordinator';
    const message = /^false$/i.test(enabled.text)
      ? `The bundle doesn't start ${title}.${all ? ' It starts none at all.' : ''}`
      : `Only "true" enables a coordinator: the bundle doesn't start ${title}.`;
    const severity = all || !/^false$/i.test(enabled.text) ? 'warning' : 'info';
    return [advise(tree, enabled, { code: 'disabled-coordinator', severity, message })];
  });
};

/** A kick-off that is past. */
export const pastKickOff: Rule<BundleDefinition> = ({ definition: { tree, model }, now }) => {
  const kickOff = model.controls?.kickOffTime;
  const time = kickOff && parseOozieDate(kickOff.text, processingInUtc);
  if (kickOff === undefined || time === undefined || now === undefined || time >= now) return [];
  return [
    advise(tree, kickOff, {
      code: 'past-kick-off',
      severity: 'info',
      message: 'The kick-off is past: the bundle starts its coordinators as soon as it is submitted.',
    }),
  ];
};
