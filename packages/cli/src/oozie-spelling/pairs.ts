import {
  type BundleChange,
  type CoordinatorChange,
  type Purge,
  parseOozieDate,
  type SlaChange,
} from '@howdah/oozie-client';
import { BadCommandLine } from './command-line.ts';

/** Reads `name=value;name=value`; names in lower case, a name without a value has an empty one. */
function pairsOf(text: string): [name: string, value: string][] {
  return text
    .split(';')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      if (at < 0) throw new BadCommandLine(`"${pair}" is not name=value`);
      return [pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()];
    });
}

function time(name: string, value: string): number {
  const read = parseOozieDate(value);
  if (read === undefined)
    throw new BadCommandLine(`${name} is a time such as 2026-11-23T05:00Z, not "${value}"`);
  return read;
}

function wholeNumber(name: string, value: string): number {
  if (!/^-?\d{1,9}$/.test(value)) throw new BadCommandLine(`${name} is a whole number, not "${value}"`);
  return Number(value);
}

/** Reads what `-change` is given by `-value`, e.g. `endtime=2026-12-01T05:00Z;concurrency=5`. */
export function parseChange(text: string): CoordinatorChange {
  const change: CoordinatorChange = {};
  for (const [name, value] of pairsOf(text)) {
    if (name === 'endtime') change.endtime = time(name, value);
    else if (name === 'pausetime') change.pausetime = value === '' ? null : time(name, value);
    else if (name === 'concurrency') change.concurrency = wholeNumber(name, value);
    else if (name === 'status' && (value === 'RUNNING' || value === 'IGNORED')) change.status = value;
    else
      throw new BadCommandLine(
        `-value changes endtime, pausetime, concurrency or status, not ${name}=${value}`,
      );
  }
  return change;
}

/** The same for a bundle, which takes one of two times. */
export function parseBundleChange(text: string): BundleChange {
  const { endtime, pausetime, ...more } = parseChange(text);
  if (Object.keys(more).length === 0) {
    if (endtime !== undefined && pausetime === undefined) return { endtime };
    if (pausetime !== undefined && endtime === undefined) return { pausetime };
  }
  throw new BadCommandLine('a bundle is given either another endtime or another pausetime');
}

/** Reads what `-slachange` is given by `-value`, e.g. `should-end=30`. */
export function parseSlaChange(text: string): SlaChange {
  const change: SlaChange = {};
  for (const [name, value] of pairsOf(text)) {
    const bare = name.replace(/^sla-/, '');
    if (bare === 'nominal-time') change.nominalTime = value;
    else if (bare === 'should-start') change.shouldStart = value;
    else if (bare === 'should-end') change.shouldEnd = value;
    else if (bare === 'max-duration') change.maxDuration = value;
    else
      throw new BadCommandLine(
        `-value changes nominal-time, should-start, should-end or max-duration, not ${name}`,
      );
  }
  return change;
}

/** Reads what `admin -purge` is given, e.g. `wf=30;coord=7;limit=100`. */
export function parsePurge(text: string): Purge {
  const purge: Purge = {};
  for (const [name, value] of pairsOf(text)) {
    if (name === 'wf') purge.wfAge = wholeNumber(name, value);
    else if (name === 'coord') purge.coordAge = wholeNumber(name, value);
    else if (name === 'bundle') purge.bundleAge = wholeNumber(name, value);
    else if (name === 'limit') purge.limit = wholeNumber(name, value);
    else if (name === 'oldcoordaction') purge.coordOldAction = value.toLowerCase() === 'true';
    else throw new BadCommandLine(`-purge knows wf, coord, bundle, limit and oldCoordAction, not ${name}`);
  }
  return purge;
}
