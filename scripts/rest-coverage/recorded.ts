/** A request that a test sent to a real Oozie, as `rest-recorder.fixture.ts` of the client writes it. */
export interface RecordedRequest {
  file: string;
  test: string;
  method: string;
  /** Below Oozie's base URL, e.g. `/v2/job/0000001-261123000000000-oozie-root-W`. */
  path: string;
  query: Record<string, string>;
  /** The kind of job that a submission makes. */
  makes?: 'wf' | 'coord' | 'bundle';
  status: number;
}

/** What an id in a path is the id of. */
export type IdKind = 'workflow' | 'coordinator' | 'bundle' | 'workflow action' | 'coordinator action';

/** One operation of Oozie's REST. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT';
  /** Below the version, e.g. `/job`, to which `id` adds an id; `/versions` and `/callback` have no version. */
  path: string;
  id?: IdKind;
  makes?: RecordedRequest['makes'];
  /**
   * The parameters that choose it: the value, one of several, true for any value, or false for none. Others don't
   * matter.
   */
  query?: Record<string, string | readonly string[] | boolean>;
  /** The answer when it works as it should. Default 200. */
  status?: number | readonly number[];
  /** Why it is answered otherwise than one would think. */
  why?: string;
}

export function parseRecorded(lines: string): RecordedRequest[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line): RecordedRequest => JSON.parse(line));
}

/** The first request that drove an operation; undefined when none did. */
export function driverOf(
  operation: Operation,
  requests: readonly RecordedRequest[],
): RecordedRequest | undefined {
  return requests.find((request) => isOf(operation, request));
}

function isOf(operation: Operation, request: RecordedRequest): boolean {
  const { path, id } = shapeOf(request.path);
  return (
    request.method === operation.method &&
    path === operation.path &&
    id === operation.id &&
    request.makes === operation.makes &&
    [operation.status ?? 200].flat().includes(request.status) &&
    Object.entries(operation.query ?? {}).every(([name, wanted]) => matches(request.query[name], wanted))
  );
}

function matches(value: string | undefined, wanted: string | readonly string[] | boolean): boolean {
  if (typeof wanted === 'boolean') return (value !== undefined) === wanted;
  return value !== undefined && [wanted].flat().includes(value);
}

function shapeOf(path: string): { path: string; id: IdKind | undefined } {
  const below = path.replace(/^\/v\d(?=\/)/, '');
  const [, folder, id] = /^(\/job)\/([^/]+)$/.exec(below) ?? [];
  return folder === undefined || id === undefined
    ? { path: below, id: undefined }
    : { path: folder, id: kindOf(decodeURIComponent(id)) };
}

function kindOf(id: string): IdKind | undefined {
  if (/-W@/.test(id)) return 'workflow action';
  if (/-C@/.test(id)) return 'coordinator action';
  const letter = /-([WCB])$/.exec(id)?.[1];
  if (letter === 'W') return 'workflow';
  return letter === 'C' ? 'coordinator' : letter === 'B' ? 'bundle' : undefined;
}

/** An operation as one would write it: `PUT /job/<workflow> action=start`. */
export function titleOf({ method, path, id, makes, query = {} }: Operation): string {
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== false)
    .map(([name, value]) => (value === true ? `${name}=…` : `${name}=${[value].flat().join('|')}`));
  const target = `${path}${id === undefined ? '' : `/<${id}>`}`;
  return [method, target, ...(makes === undefined ? [] : [`(${makes})`]), ...parameters].join(' ');
}
