import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { actionRows } from './advice/action-rows.fixture.ts';
import { coordinatorOf, workflowOf } from './advice/advice.fixture.ts';
import { coordinatorRows } from './advice/coordinator-rows.fixture.ts';
import { flowRows } from './advice/flow-rows.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { fixAll } from './fix-all.ts';
import { parametersOf } from './parameters-of.ts';

const documents = [
  ...[...flowRows, ...actionRows].map(({ pieces }) => workflowOf(...pieces)),
  ...coordinatorRows.map(({ piece }) => coordinatorOf(piece)),
];
const junk = [
  '<',
  '>',
  '/>',
  '</',
  '"',
  '=',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&',
  `\${`,
  '}',
  '<b>x</b>',
  'p:',
  '<x/>',
];
const options = {
  properties: { a: 'b' },
  now: Date.UTC(2031, 0, 1),
  server: { coordinatorMaximumFrequency: false },
};

describe('a document that somebody is typing', () => {
  it('is checked as far as it can be read, whatever is missing or too much', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(12),
      put: fc.constantFrom('', ...junk),
      /** A whole text between two tags instead, so that the XML stays right. */
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        (xml, all) => {
          let text = xml;
          for (const { at, removed, put, whole } of all) {
            let [start, end] = [Math.floor(at * text.length), Math.floor(at * text.length) + removed];
            if (whole) {
              start = text.indexOf('>', start) + 1;
              end = Math.max(start, text.indexOf('<', start));
            }
            text = text.slice(0, start) + put + text.slice(end);
          }
          const definition = parseDefinition(text);
          for (const { range } of checkDefinition(definition, options)) {
            expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
          }
          parametersOf(definition);
          fixAll(definition, checkDefinition(definition, options));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is advised on where a text holds elements that nobody expects, without the fix', () => {
    let places = 0;
    for (const xml of documents) {
      for (const { code, severity, range, fix } of checkDefinition(parseDefinition(xml), options)) {
        const { offset } = range.end;
        if (severity === 'error' || fix === undefined || !xml.startsWith('</', offset)) continue;
        places += 1;
        const text = `${xml.slice(0, offset)}<b>x</b>${xml.slice(offset)}`;
        const definition = parseDefinition(text);
        const found = checkDefinition(definition, options);
        expect(
          found.map((diagnostic) => diagnostic.code),
          text,
        ).toContain(code);
        fixAll(definition, found);
      }
    }
    expect(places).toBeGreaterThan(5);
  });
});
