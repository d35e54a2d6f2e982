/** A log's file name: of which database, and when it was exported, in UTC: `howdah-log-field-survey-20261124T001500Z.json`. */
export function logFileName(database: string, exportedAt: number): string {
  const name = database.replaceAll(/[^\w.-]+/g, '-');
  const time = new Date(exportedAt).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `howdah-log-${name}-${time}.json`;
}

/** What is in a log, in words. */
export const logWords = (entries: number): string =>
  `About ${entries.toLocaleString('en')} ${entries === 1 ? 'decision or step' : 'decisions and steps'}, with the contents of their rows and jobs.`;
