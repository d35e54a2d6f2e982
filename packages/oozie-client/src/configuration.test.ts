import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asOozieReads } from './configuration.fixture.ts';
import { parseConfiguration, parseConfigurationPairs, printConfiguration } from './configuration.ts';
import { javaTrim } from './java-trim.ts';

const xmlText = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !/[^\t\n\r\u{20}-\u{10ffff}]|[\ufffe\uffff]/u.test(text));

test('every property that can be printed is read back, but for empty ones', () => {
  const name = xmlText.filter((text) => javaTrim(text) !== '').map(javaTrim);
  fc.assert(
    fc.property(fc.dictionary(name, xmlText), (properties) => {
      const kept = Object.entries(properties).filter(([, value]) => value !== '');
      expect(parseConfiguration(printConfiguration(properties))).toEqual(Object.fromEntries(kept));
    }),
  );
});

test('pairs keep the order that an object cannot keep', () => {
  const pairs = [
    ['b', '1'],
    ['10', '2'],
    ['9', '3'],
  ] as const;
  expect(parseConfigurationPairs(printConfiguration(pairs))).toEqual(pairs);
  expect(Object.keys(parseConfiguration(printConfiguration(new Map(pairs))))).toEqual(['9', '10', 'b']);
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
      <configuration xmlns="x">text<property><name> a </name><!-- b --><value><![CDATA[<b> & ]]></value>
      <final>true</final><description>of <a/></description></property><property name="attribute"/>
      <configuration><c:property xmlns:c="x"><c:name>b</c:name><c:value>&quot;c&apos;</c:value></c:property></configuration>
      <property><name>a</name><value>last</value></property></configuration>
      <!-- end -->`;
    expect(parseConfigurationPairs(written)).toEqual([
      ['a', 'last'],
      ['b', '"c\''],
    ]);
    expect(parseConfiguration(written.replaceAll('<name>a</name>', '<name>z</name>'))).toMatchObject({
      a: '<b> & ',
      z: 'last',
    });
  });

  // Each as a real Oozie 5.2.1 reads it; see configuration.contract.test.ts.
  test.each(asOozieReads)('of %s, what Oozie reads', (fields, expected) => {
    expect(parseConfiguration(`<configuration><property>${fields}</property></configuration>`)).toEqual(
      expected,
    );
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
    ['<configuration><property><name>a</property></name></configuration>', /without <property>/],
    ['<configuration><property><name><b/>a</name></property></configuration>', /<name> that does not begin/],
    ['<configuration><property><value><?a?>a</value></property></configuration>', /<value> that does not/],
    ['<configuration><name>a</name></configuration>', /<name> where/],
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
