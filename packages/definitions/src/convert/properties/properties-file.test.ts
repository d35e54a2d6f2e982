import { parsePropertyPairs } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeText } from '../../tree/text-change.ts';
import { propertiesIn, propertyLine, readPropertiesFile, setFileProperty } from './properties-file.ts';

const job = `# where
nameNode = hdfs://nn:8020
! who
queue:default
long=one,\\
     two
alone
   indented  value here
`;

function edited(text: string, name: string, value: string | undefined): string {
  return changeText(text, setFileProperty(readPropertiesFile(text), name, value));
}

describe('a job.properties', () => {
  it('is read with comments, joints and all separators', () => {
    expect(propertiesIn(readPropertiesFile(job))).toEqual({
      nameNode: 'hdfs://nn:8020',
      queue: 'default',
      long: 'one,two',
      alone: '',
      indented: 'value here',
    });
  });

  it('changes one value and nothing else', () => {
    expect(edited(job, 'nameNode', 'hdfs://é\\x')).toBe(job.replace('hdfs://nn:8020', 'hdfs://\\u00e9\\\\x'));
    expect(edited(job, 'long', 'three')).toBe(job.replace('one,\\\n     two', 'three'));
    expect(edited(job, 'alone', 'x')).toBe(job.replace('alone', 'alone=x'));
    expect(edited(job, 'queue', 'default')).toBe(job);
  });

  it('takes a property away with its lines, and puts a new one last', () => {
    expect(edited(job, 'long', undefined)).toBe(job.replace('long=one,\\\n     two\n', ''));
    expect(edited(job, 'a b', ' 1')).toBe(`${job}a\\ b=\\ 1\n`);
    expect(edited('a=1', 'b', '2')).toBe('a=1\nb=2\n');
    expect(edited('a=1\r\n', 'b', '2')).toBe('a=1\r\nb=2\r\n');
  });

  it('sets the last of a name that comes twice, and takes away both', () => {
    expect(edited('a=1\na=2\n', 'a', '3')).toBe('a=1\na=3\n');
    expect(edited('a=1\nb=0\na=2\n', 'a', undefined)).toBe('b=0\n');
  });

  it('is kept where Java would fail, and told', () => {
    const { properties } = readPropertiesFile('path=C:\\users\n');
    expect(properties).toEqual([expect.objectContaining({ value: 'C:\\users', malformed: true })]);
  });
});

const files = fc
  .array(fc.constantFrom('\\', '\n', '\r\n', '\r', ' ', '\t', '=', ':', '#', '!', 'a', 'b', 'é', '\\u0041'), {
    maxLength: 20,
  })
  .map((pieces) => pieces.join(''))
  // Java reads a joint before the very last line end in two ways.
  .filter((text) => !/\\(?:\r\n|\r|\n)[ \t]*$|\\$/.test(text));

describe('any .properties file', () => {
  it('is read as the client reads it', () => {
    fc.assert(
      fc.property(files, (text) => {
        expect(propertiesIn(readPropertiesFile(text)), JSON.stringify(text)).toEqual(
          Object.fromEntries(parsePropertyPairs(text)),
        );
      }),
      { numRuns: 700 },
    );
  });

  it('has the new value after an edit, and the others as they were', () => {
    fc.assert(
      fc.property(
        files,
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.constantFrom('a', 'b', 'new one', '', 'é'),
        (text, value, name) => {
          const before = propertiesIn(readPropertiesFile(text));
          const after = edited(text, name, value);
          expect(propertiesIn(readPropertiesFile(after)), JSON.stringify([text, after])).toEqual({
            ...before,
            [name]: value,
          });
          delete before[name];
          expect(propertiesIn(readPropertiesFile(edited(text, name, undefined)))).toEqual(before);
        },
      ),
      { numRuns: 700 },
    );
  });

  it('can be written line by line', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
        (properties) => {
          const text = Object.entries(properties)
            .map(([name, value]) => `${propertyLine(name, value)}\n`)
            .join('');
          expect(propertiesIn(readPropertiesFile(text))).toEqual({ ...properties });
        },
      ),
    );
  });
});
