import { parseOozieDate } from '../oozie-date.ts';

/** What a dry run's answer for a coordinator or bundle tells of its definition, in which `${…}` is resolved. */
export interface DryrunAnswer {
  readonly name: string | undefined;
  /** A bundle's, in epoch milliseconds. */
  readonly kickOffTime: number | undefined;
}

const rootTag = /<(?:[\w.-]+:)?(?:coordinator|bundle)-app\b((?:[^>"']|"[^"]*"|'[^']*')*)>/;
const nameAttribute = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const kickOff = /<(?:[\w.-]+:)?kick-off-time\s*>\s*([^<\s]+)\s*</;

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** @see org.apache.oozie.command.coord.CoordSubmitXCommand, org.apache.oozie.command.bundle.BundleSubmitXCommand */
export function readDryrunAnswer(answer: string): DryrunAnswer {
  const attributes = rootTag.exec(answer)?.[1] ?? '';
  const [, double, single] = nameAttribute.exec(attributes) ?? [];
  const time = kickOff.exec(answer)?.[1];
  return {
    name: (double ?? single)?.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity),
    kickOffTime: time === undefined ? undefined : parseOozieDate(time),
  };
}
