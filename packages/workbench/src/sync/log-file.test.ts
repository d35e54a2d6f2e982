import { expect, it } from 'vitest';
import { logFileName, logWords } from './log-file.ts';

it('a log’s file is named for its database and the time of its export', () => {
  const at = Date.parse('2026-11-24T00:15:00.250Z');
  expect(logFileName('field-survey', at)).toBe('howdah-log-field-survey-20261124T001500Z.json');
  expect(logFileName('my app/rows', at)).toBe('howdah-log-my-app-rows-20261124T001500Z.json');
});

it('says what is in it before it is given away', () => {
  expect(logWords(1)).toContain('About 1 decision or step');
  expect(logWords(1_234)).toContain('About 1,234 decisions and steps, with the contents of their rows');
});
