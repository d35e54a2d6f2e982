import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Sla } from '../../sla/sla.ts';
import { parseOozieDate, processingInUtc } from '../../time/oozie-date.ts';
import type { Value } from '../../tree/value.ts';
import type { XmlTree } from '../../tree/xml-tree.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** Values of SLAs that Oozie can't read: of a job's when it is submitted (a dry run doesn't look), of all by a schema. */
export const slas: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => [
  ...(model.sla === undefined ? [] : registration(tree, model.sla)),
  ...[model, ...model.nodes].flatMap((holder) =>
    'sla' in holder && holder.sla !== undefined ? oldAlerts(tree, holder.sla) : [],
  ),
];

/**
 * Oozie hands out its E1007 in an E0803, as it does with all that a command of its own refuses.
 * @see org.apache.oozie.util.db.SLADbOperations#createSlaRegistrationEvent
 */
function registration(tree: XmlTree, { nominalTime, shouldStart, shouldEnd }: Sla): Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (value: Value, message: string) => {
    found.push(refusalAt(tree, value, { code: 'sla-registration', oozieCode: 'E0803', message }));
  };
  if (isPlain(nominalTime) && parseOozieDate(nominalTime.text, processingInUtc) === undefined) {
    refuse(
      nominalTime,
      `"${nominalTime.text.slice(0, 60)}" is no time. Write one such as 2026-01-31T08:00Z.`,
    );
  }
  if (isPlain(shouldStart) && shouldStart.text !== '' && !isInteger(shouldStart.text)) {
    refuse(shouldStart, 'should-start has to be a whole number of minutes, such as ${10 * MINUTES}.');
  }
  if (isPlain(shouldEnd) && !isInteger(shouldEnd.text)) {
    refuse(shouldEnd, 'should-end has to be a whole number of minutes, such as ${2 * HOURS}.');
  }
  return found;
}

/** What the schema refuses by which Oozie looks at SLAs of version 0.1 once more. */
export function oldAlerts(tree: XmlTree, { version, alertFrequency, alertPercentage }: Sla): Diagnostic[] {
  if (version !== '0.1') return [];
  const found: Diagnostic[] = [];
  const refuse = (value: Value, message: string) => {
    found.push(refusalAt(tree, value, { code: 'sla-value', oozieCode: 'E0803', message }));
  };
  if (isPlain(alertFrequency) && !/^(?:NONE|LAST_HOUR|LAST_DAY|LAST_MONTH)$/.test(alertFrequency.text)) {
    refuse(alertFrequency, 'alert-frequency is NONE, LAST_HOUR, LAST_DAY or LAST_MONTH.');
  }
  if (
    isPlain(alertPercentage) &&
    !(
      /^[-+]?[0-9]+$/.test(alertPercentage.text) &&
      Number(alertPercentage.text) >= 0 &&
      Number(alertPercentage.text) <= 100
    )
  ) {
    refuse(alertPercentage, 'alert-percentage is a whole number from 0 to 100.');
  }
  return found;
}

/** A text that stays as it is. */
function isPlain(value: Value | undefined): value is Value {
  return value !== undefined && !/[$#]\{/.test(value.text);
}

function isInteger(text: string): boolean {
  return /^[-+]?[0-9]+$/.test(text) && Number(text) >= -2_147_483_648 && Number(text) <= 2_147_483_647;
}
