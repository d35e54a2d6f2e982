import { type EndOf, later } from './calendar.ts';
import type { Configuration } from './configuration.ts';
import { minuteZ, parseMinuteZ } from './dates.ts';
import { basicFunctions, type Value, type Vocabulary } from './expressions.ts';
import type { TimeUnit } from './oozie-state.ts';

/** What `coord:days(1)` and the like say of a frequency, beside its number. */
export interface FrequencyUnit {
  unit: TimeUnit;
  endOf: EndOf;
}

/** The expressions in a coordinator's frequency; what they say of the unit is put into `found`. */
export function frequencyVocabulary(conf: Configuration, found: FrequencyUnit): Vocabulary {
  const unit =
    (name: TimeUnit, factor = 1, endOf: EndOf = 'NONE') =>
    (count: Value = null) => {
      found.unit = name;
      found.endOf = endOf;
      return Number(count) * factor;
    };
  const vocabulary = submitVocabulary(conf);
  return {
    ...vocabulary,
    functions: {
      ...vocabulary.functions,
      'coord:minutes': unit('MINUTE'),
      'coord:hours': unit('MINUTE', 60),
      'coord:days': unit('DAY'),
      'coord:months': unit('MONTH'),
      'coord:endOfDays': unit('DAY', 1, 'END_OF_DAY'),
      'coord:endOfWeeks': unit('WEEK', 1, 'END_OF_WEEK'),
      'coord:endOfMonths': unit('MONTH', 1, 'END_OF_MONTH'),
    },
  };
}

/** The expressions that are computed when a coordinator is submitted. */
export function submitVocabulary(conf: Configuration): Vocabulary {
  return {
    variable: (name) => conf[name],
    functions: {
      ...basicFunctions,
      'coord:conf': (name = null) => conf[String(name)] ?? null,
      'coord:user': () => conf['user.name'] ?? '',
    },
  };
}

/** What the expressions in the properties of one action can name. */
export interface ActionMoment {
  readonly actionId: string;
  readonly name: string;
  readonly zone: string;
  readonly nominalTime: number;
  readonly actualTime: number;
  readonly dataIn: (name: string) => string;
  readonly dataOut: (name: string) => string;
}

const units: Readonly<Record<string, TimeUnit>> = {
  MINUTE: 'MINUTE',
  HOUR: 'HOUR',
  DAY: 'DAY',
  MONTH: 'MONTH',
};

/** The expressions that are computed for each action. */
export function actionVocabulary(conf: Configuration, moment: ActionMoment): Vocabulary {
  const vocabulary = submitVocabulary(conf);
  const timeOf = (text: Value) => parseMinuteZ(String(text)) ?? moment.nominalTime;
  return {
    ...vocabulary,
    functions: {
      ...vocabulary.functions,
      'coord:nominalTime': () => minuteZ(moment.nominalTime),
      'coord:actualTime': () => minuteZ(moment.actualTime),
      'coord:actionId': () => moment.actionId,
      'coord:name': () => moment.name,
      'coord:dataIn': (name = null) => moment.dataIn(String(name)),
      'coord:dataOut': (name = null) => moment.dataOut(String(name)),
      'coord:formatTime': (time = null, pattern = null) => formatted(timeOf(time), String(pattern)),
      'coord:epochTime': (time = null, millis = null) =>
        String(millis) === 'true' ? timeOf(time) : Math.floor(timeOf(time) / 1_000),
      'coord:dateOffset': (time = null, count = null, unit = null) =>
        minuteZ(later(timeOf(time), Number(count), units[String(unit)] ?? 'MINUTE', moment.zone)),
    },
  };
}

/** A time as Java's SimpleDateFormat prints it in UTC: letters of date and time, and texts in quotes. */
function formatted(epochMs: number, pattern: string): string {
  const iso = new Date(epochMs).toISOString();
  const fields: Readonly<Record<string, string>> = {
    y: iso.slice(0, 4),
    M: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    m: iso.slice(14, 16),
    s: iso.slice(17, 19),
  };
  return pattern.replace(/'((?:[^']|'')*)'|([yMdHms])\2*/g, (whole, quoted: string | undefined, letter) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    const value = fields[letter] ?? '';
    if (letter === 'y') return whole.length === 2 ? value.slice(2) : value;
    return whole.length === 1 ? String(Number(value)) : value;
  });
}
