import { expect, it } from 'vitest';
import { relevantLines } from './log-lines.ts';

it('picks what tells why out of what merely happened', () => {
  const log = `INFO Services:520 - Starting
ERROR ShareLibService:517 - Not able to cache sharelib
\tat org.apache.oozie.Thing.run(Thing.java:1)
FATAL Services:514 - E0100: Could not initialize service
Caused by: java.lang.ClassNotFoundException: no.such.Service
`;
  expect(relevantLines(log)).toEqual([
    'FATAL Services:514 - E0100: Could not initialize service',
    'Caused by: java.lang.ClassNotFoundException: no.such.Service',
  ]);
});

it('falls back to the last lines', () => {
  expect(relevantLines('one\n\ntwo\nthree\n', 2)).toEqual(['two', 'three']);
});
