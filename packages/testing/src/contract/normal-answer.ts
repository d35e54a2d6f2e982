/** An answer without what differs from server to server and from run to run. */
export interface NormalAnswer {
  readonly status: number;
  /** Oozie's code, from its header. */
  readonly code: string | null;
  /** The codes that its message names, beside that one. */
  readonly inner: readonly string[];
  readonly body: unknown;
}

/** What stands for the ids, names and paths of one run. */
export interface Names {
  /** Ids by what they are called, in the order in which they were first seen: W1, W2, C1, B1. */
  readonly ids: Readonly<Record<string, string>>;
  /** Texts to replace, longest first: the run's own folder, its own marks, the server's address. */
  readonly texts: readonly (readonly [text: string, replacement: string])[];
  /** The time of the run, in epoch ms: times of the same days are called now. */
  readonly now: number;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const jobId = /\d{7,}-\d{15}-[\w.-]+?-[WCB](?![\w-])/g;
const dayMs = 86_400_000;
const confs: ReadonlySet<string> = new Set(['conf', 'createdConf', 'runConf']);

/** @returns the answer, and the names with those of ids that it shows for the first time */
export function normalize(raw: RawAnswer, names: Names): { answer: NormalAnswer; names: Names } {
  const ids = { ...names.ids };
  const normal = normalizer({ ...names, ids }, ids);
  const message = raw.headers.get('oozie-error-message') ?? '';
  const code = raw.headers.get('oozie-error-code');
  const inner = [...new Set(message.match(/\bE\d{4}\b/g) ?? [])].filter((each) => each !== code);
  const isRefusal = raw.status >= 400;
  const body = isRefusal ? refusalBody(raw.body) : normal(parsed(raw.body));
  return { answer: { status: raw.status, code, inner: inner.sort(), body }, names: { ...names, ids } };
}

/** Of a refusal, the words are each server's own. */
function refusalBody(text: string): unknown {
  if (text === '') return 'empty';
  const body = parsed(text);
  return typeof body === 'object' && body !== null ? Object.keys(body).sort() : 'text';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function normalizer(names: Names, ids: Record<string, string>) {
  const nameOf = (id: string): string => {
    const letter = id.at(-1) ?? '';
    ids[id] ??= `${letter}${Object.values(ids).filter((name) => name.startsWith(letter)).length + 1}`;
    return ids[id];
  };
  const ofText = (text: string): string => {
    const known = names.texts.reduce((result, [from, to]) => result.replaceAll(from, to), text);
    return known
      .replace(jobId, nameOf)
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, (time) => ofTime(time, names.now))
      .replace(/(?<=actual-time=")[^"]*/g, 'now');
  };
  const ofValue = (value: unknown, key?: string): unknown => {
    if (typeof value === 'string') {
      if (confs.has(key ?? '')) return ofConf(value, ofText);
      return key === 'errorMessage' ? ofMessage(ofText(value)) : ofText(value);
    }
    if (Array.isArray(value)) return inOrder(value).map((each) => ofValue(each));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([name, each]) => [name, ofValue(each, name)]));
  };
  return ofValue;
}

function ofTime(text: string, now: number): string {
  return Math.abs(Date.parse(text) - now) < 2 * dayMs ? 'now' : text;
}

/** Of Oozie's own messages, only the codes count. */
function ofMessage(text: string): string {
  const codes = text.match(/\bE\d{4}\b/g);
  return codes === null ? text : [...new Set(codes)].sort().join(' ');
}

/** A configuration is compared by its properties; Oozie prints them in no order. */
function ofConf(xml: string, ofText: (text: string) => string): unknown {
  if (!xml.startsWith('<configuration')) return ofText(xml);
  const properties = [...xml.matchAll(/<name>(.*?)<\/name>\s*(?:<value>(.*?)<\/value>|<value \/>)/gs)];
  return properties.map(([, name = '', value = '']) => `${name}=${ofText(value)}`).sort();
}

const rank = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return '';
  const fields = new Map(Object.entries(value));
  const number = fields.get('actionNumber');
  if (typeof number === 'number') return String(number).padStart(6, '0');
  return String(fields.get('name') ?? fields.get('coordJobName') ?? '');
};

/** What begins in the same moment comes in any order, so actions go by name, or number. */
function inOrder(values: readonly unknown[]): unknown[] {
  return [...values].sort((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
