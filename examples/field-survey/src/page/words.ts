const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** The name of this device's time zone, which all times on the page are in. */
export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const momentText = (epochMs: number) => moment.format(epochMs);
export const clockText = (epochMs: number) => clock.format(epochMs);

/** A word of Oozie's for a person: `SUCCEEDED` is "Succeeded". */
export function statusWord(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1).toLowerCase();
}

/** How a status looks: good, bad, busy or quiet. */
function statusTone(status: string): 'good' | 'bad' | 'busy' | 'quiet' {
  if (status === 'SUCCEEDED') return 'good';
  if (['KILLED', 'FAILED', 'DONEWITHERROR'].includes(status)) return 'bad';
  if (['RUNNING', 'PREP'].includes(status)) return 'busy';
  return 'quiet';
}

/** Where a row's job stands, as the row's owner would say it. */
export function jobState(
  jobStatus: string | undefined,
  isParked: boolean,
): { word: string; tone: 'good' | 'bad' | 'busy' | 'quiet' } {
  if (isParked) return { word: 'Needs attention', tone: 'bad' };
  if (jobStatus === undefined) return { word: 'Waiting to be sent', tone: 'busy' };
  return { word: statusWord(jobStatus), tone: statusTone(jobStatus) };
}

/** `1 survey`, `2 surveys`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What a `datetime-local` field holds for a moment: local time without its zone. */
export function toLocalField(epochMs: number): string {
  const shifted = new Date(epochMs - new Date(epochMs).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The moment that a `datetime-local` field holds, in epoch ms; null when it is empty. */
export function fromLocalField(text: string): number | null {
  return text === '' ? null : new Date(text).getTime();
}
