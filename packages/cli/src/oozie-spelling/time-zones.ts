/** The zones that `-timezone` takes, with their names for people. */
export function timeZoneLines(): string[] {
  const zones = ['GMT', 'UTC', ...Intl.supportedValuesOf('timeZone')].filter(
    (zone, at, all) => all.indexOf(zone) === at && !zone.startsWith('Etc/GMT'),
  );
  return [
    'Give the ID, in brackets, to -timezone; GMT offsets such as GMT-07:00 and GMT+0530 are taken, too.',
    'Available Time Zones:',
    ...zones.map((zone) => `      ${standardName(zone)} (${zone})`),
  ];
}

/** The short name outside of summer time. */
function standardName(zone: string): string {
  const [january, july] = [nameAt(zone, Date.UTC(2026, 0)), nameAt(zone, Date.UTC(2026, 6))];
  return /[DS]ST$|CEST|EEST|BST|WEST/.test(january) && january !== july ? july : january;
}

function nameAt(timeZone: string, time: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }).formatToParts(time);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
