import { normaliseProperties, parseConfiguration } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { configurationFrom, propertiesOf, setConfigurationProperty } from './configuration-document.ts';
import { resolveVariables } from './resolve-variables.ts';

function rootOf(xml: string) {
  const { root } = parseDefinition(xml).tree;
  if (root === undefined) throw new Error('no root');
  return root;
}

const document = `<configuration>
  <!-- where -->
  <property>
    <name>queue</name>
    <value>default</value>
  </property>
</configuration>
`;

function edited(xml: string, name: string, value: string | undefined): string {
  const definition = parseDefinition(xml);
  const changes = setConfigurationProperty(definition.tree, rootOf(xml), name, value);
  const tree = definition.tree.root === undefined ? undefined : editDefinition(definition, changes);
  return tree === undefined ? '' : printDefinition(tree);
}

describe('a configuration', () => {
  it('is made of properties, in their order', () => {
    const { tree, kind } = configurationFrom([
      ['10', 'a < b'],
      ['2', ''],
    ]);
    expect(kind).toBe('unknown');
    expect(tree.text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <property>
        <name>10</name>
        <value>a &lt; b</value>
    </property>
    <property>
        <name>2</name>
        <value/>
    </property>
</configuration>
`);
  });

  it('changes in one value and nothing else', () => {
    expect(edited(document, 'queue', 'q&1')).toBe(document.replace('default', 'q&amp;1'));
    expect(edited(document, 'queue', undefined)).toBe(
      '<configuration>\n  <!-- where -->\n</configuration>\n',
    );
    expect(propertiesOf(rootOf(edited(document, 'other', 'x')))).toEqual({ queue: 'default', other: 'x' });
  });

  it('is read as Oozie reads it, whatever stands between', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'a',
        ' ',
        '<!-- x -->',
        '<![CDATA[b]]>',
        '<![CDATA[]]>',
        '<?pi x?>',
        '<b/>',
        '&lt;',
        '\n',
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('<name>a</name>', '<name> b </name>', ''), pieces), {
          maxLength: 3,
        }),
        (all) => {
          const xml = `<configuration>${all.map(([name, value]) => `<property>${name}<value>${value.join('')}</value></property>`).join('')}</configuration>`;
          let theirs: Record<string, string> | undefined;
          try {
            theirs = { ...parseConfiguration(xml) };
          } catch {
            return; // What Oozie would not read.
          }
          expect(propertiesOf(rootOf(xml)), xml).toEqual(theirs);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('variables', () => {
  it('are resolved through each other, up to the first without a value', () => {
    const properties = { nameNode: 'hdfs://${host}', host: 'nn', 'user.name': 'ann' };
    expect(resolveVariables('${nameNode}/user/${user.name}/x', properties)).toEqual({
      text: 'hdfs://nn/user/ann/x',
      missing: [],
    });
    expect(resolveVariables('${nameNode}/${no}/${host}/${wf:id()}', properties)).toEqual({
      text: 'hdfs://nn/${no}/${host}/${wf:id()}',
      missing: ['no', 'wf:id()'],
    });
    expect(resolveVariables('${a}', { a: '${a}' })).toEqual({ text: '${a}', missing: ['a'] });
  });

  it('are resolved as the client resolves them', () => {
    const text = fc
      .array(fc.constantFrom('${a}', '${b}', '${c}', 'x', '$', '{', '}', ' '))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('1', '${c}', '$', '{c}'), fc.constantFrom('2', ''), (value, a, c) => {
        const properties = Object.fromEntries(
          Object.entries({ a, c, value: value.trim() }).filter(([, one]) => one !== ''),
        );
        let theirs: string | undefined;
        try {
          theirs = normaliseProperties(properties).value;
        } catch {
          return; // More than 20 replacements.
        }
        expect(resolveVariables(value.trim(), properties).text).toBe(theirs ?? '');
      }),
      { numRuns: 1000 },
    );
  });
});
