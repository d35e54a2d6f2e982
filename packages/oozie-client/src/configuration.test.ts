import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfiguration, printConfiguration } from './configuration.ts';

const xmlText = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !/[^\t\n\r\u{20}-\u{10ffff}]|[\ufffe\uffff]/u.test(text));

test('every property that can be printed is read back', () => {
  const name = xmlText.filter((text) => text.trim() !== '').map((text) => text.trim());
  fc.assert(
    fc.property(fc.dictionary(name, xmlText), (properties) => {
      expect(parseConfiguration(printConfiguration(properties))).toEqual({ ...properties });
    }),
  );
});

test('properties are printed in their order, with what XML reserves escaped', () => {
  expect(printConfiguration({ b: '<&>\r\n', a: '' })).toBe(
    '<configuration><property><name>b</name><value>&lt;&amp;&gt;&#13;\n</value></property><property><name>a</name><value></value></property></configuration>',
  );
});

test.each(['a\u0000', '\ud800', '\uffff', '\u001b'])(
  'the value %j, which XML cannot carry, is refused',
  (value) => {
    expect(() => printConfiguration({ a: value })).toThrow(
      expect.objectContaining({ kind: 'invalid-request' }),
    );
  },
);

test('a property without a name is refused', () => {
  expect(() => printConfiguration({ ' ': 'x' })).toThrow(/no name/);
});

describe('reading', () => {
  test('a configuration as Oozie prints it', () => {
    const printed =
      '<configuration>\r\n  <property>\r\n    <name>user.name</name>\r\n    <value>root</value>\r\n  </property>\r\n  <property>\r\n    <name>path</name>\r\n    <value>a&#xa;b &amp;&#160;&lt;c&gt;</value>\r\n  </property>\r\n</configuration>';
    expect(parseConfiguration(printed)).toEqual({ 'user.name': 'root', path: 'a\nb &\u00a0<c>' });
  });

  test('a configuration as people write it', () => {
    const written = `\ufeff<?xml version="1.0" encoding='UTF-8'?><!-- <a> -->
      <configuration xmlns="x"><property><name> a </name><!-- b --><value><![CDATA[<b> & ]]>&quot;c&apos;</value>
      <final>true</final><description/></property><property><name>empty</name><value/></property><property><name>bare</name></property>
      <property><name>a</name><value>last</value></property></configuration>
      <!-- end -->`;
    expect(parseConfiguration(written)).toEqual({ a: 'last', empty: '', bare: '' });
    expect(parseConfiguration(written.replaceAll('<name>a</name>', '<name>z</name>'))).toMatchObject({
      a: '<b> & "c\'',
      z: 'last',
    });
  });

  test('a name that objects treat in their own way is a property like another', () => {
    const properties = parseConfiguration(
      '<configuration><property><name>__proto__</name><value>x</value></property></configuration>',
    );
    expect(Object.entries(properties)).toEqual([['__proto__', 'x']]);
  });

  test.each([
    ['', /no element/],
    ['text', /outside of the root/],
    ['<configuration>', /end of the text/],
    ['<configuration/><configuration/>', /after the end/],
    ['<other/>', /<other> where/],
    ['<configuration>x</configuration>', /text outside of <name>/],
    ['<configuration><property><value>x</value></property></configuration>', /without a <name>/],
    ['<configuration><property><name>a</property></name></configuration>', /without <property>/],
    ['<configuration><property><name>a<b/></name></property></configuration>', /<b> where/],
    [
      '<configuration><property><name>a</name><value>&nbsp;</value></property></configuration>',
      /entity &nbsp;/,
    ],
    ['<configuration><property><name>a</name><value>a & b</value></property></configuration>', /entity &/],
    ['<configuration><property><name>a</name><value>&#x110000;</value></property></configuration>', /entity/],
    ['<!DOCTYPE configuration [<!ENTITY a "b">]><configuration/>', /not closed or not known, at character 0/],
    ['<configuration', /not closed/],
    ['<!-- a -- b --><configuration/>', /not closed/],
  ])('%s is refused', (xml, message) => {
    expect(() => parseConfiguration(xml)).toThrow(expect.objectContaining({ kind: 'malformed-answer' }));
    expect(() => parseConfiguration(xml)).toThrow(message);
  });

  test('a long text that is not closed is refused in no time', () => {
    for (const start of ['<!--', '<a b="', '<![CDATA[', `<a${' b="c"'.repeat(20_000)}`, '&'.repeat(50_000)]) {
      const before = performance.now();
      expect(() => parseConfiguration(start + '- '.repeat(100_000))).toThrow();
      expect(performance.now() - before).toBeLessThan(4000);
    }
  });
});
