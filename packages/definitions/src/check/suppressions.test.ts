import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { workflowOf } from './advice/advice.fixture.ts';
import { checkDefinition } from './check-definition.ts';

const codes = (xml: string) => checkDefinition(parseDefinition(xml)).map(({ code }) => code);
const twice = workflowOf({ error: 'end' }, { error: 'end', attributes: 'retry-max="9"' }, {});
const before = (anchor: string, comment: string) => twice.replace(anchor, `<!-- ${comment} -->${anchor}`);
const all = ['error-leads-to-end', 'too-many-retries', 'retry-without-interval', 'error-leads-to-end'];

describe('advice that a document asks to leave out', () => {
  it('is given without the comment', () => {
    expect(codes(twice)).toEqual(all);
  });

  it('is left out for the element behind the comment, and all that is in it', () => {
    const xml = before(
      '<action name="n1"',
      'howdah: ignore error-leads-to-end, too-many-retries: it may fail',
    );
    expect(codes(xml)).toEqual(['error-leads-to-end', 'retry-without-interval']);
  });

  it('is left out for the tag before the comment, on its line', () => {
    const xml = twice.replace(
      '<error to="end"/>',
      '<error to="end"/> <!-- howdah: ignore error-leads-to-end -->',
    );
    expect(codes(xml)).toEqual(all.slice(1));
    const inside = twice.replace('retry-max="9">', 'retry-max="9"> <!-- howdah: ignore -->');
    expect(codes(inside)).toEqual(['error-leads-to-end']);
  });

  it('is left out altogether without codes, and for the document before the root', () => {
    expect(codes(`<!-- howdah: ignore -->\n${twice}`)).toEqual([]);
    expect(codes(before('<action name="n1"', 'howdah: ignore'))).toEqual(['error-leads-to-end']);
  });

  it('is given when the comment is about something else, or is behind the last element', () => {
    expect(codes(before('<action name="n0"', 'howdah: ignored error-leads-to-end'))).toEqual(all);
    expect(codes(before('<action name="n0"', 'we ignore error-leads-to-end'))).toEqual(all);
    const last = twice.replace('<error to="end"/>\n', '<error to="end"/>\n<!-- howdah: ignore -->\n');
    expect(codes(last)).toEqual(all);
  });

  it('never hides what Oozie refuses', () => {
    const refused = twice.replace('<end name="end"/>', '<end/>');
    expect(codes(`<!-- howdah: ignore -->\n${refused}`)).not.toEqual([]);
  });
});
