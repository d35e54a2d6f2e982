import { oozieTestDefinitions } from '@howdah/local-oozie';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '../../definition/definition.ts';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { decodeXml } from '../../tree/encoding.ts';
import { checkDefinition } from '../check-definition.ts';
import { fixAll } from '../fix-all.ts';

let documents: { name: string; definition: Definition }[] = [];
beforeAll(async () => {
  documents = (await oozieTestDefinitions()).map(({ name, bytes }) => ({
    name,
    definition: parseDefinition(decodeXml(bytes).text),
  }));
});

const errorsOf = (definition: Definition) =>
  checkDefinition(definition).filter(({ severity }) => severity === 'error').length;

describe('the definitions of Oozie’s own tests', () => {
  it('are advised on within their text', () => {
    let pieces = 0;
    for (const { name, definition } of documents) {
      for (const { code, severity, range, message } of checkDefinition(definition)) {
        expect(range.start.offset, `${name} ${code}`).toBeLessThanOrEqual(range.end.offset);
        expect(range.end.offset, `${name} ${code}`).toBeLessThanOrEqual(definition.tree.text.length);
        expect(message, `${name} ${code}`).toMatch(/^\S[\s\S]*[.?…)}]$/);
        if (severity !== 'error') pieces += 1;
      }
    }
    expect(pieces).toBeGreaterThan(300);
  });

  it('hold no secret, and no expression that Oozie evaluates otherwise than we think', () => {
    const surprising = documents.flatMap(({ name, definition }) =>
      checkDefinition(definition)
        .filter(
          ({ code, severity }) =>
            severity !== 'error' && /^(?:inline-secret|el-|unknown-|node-not)/.test(code),
        )
        .map(({ code }) => `${name} ${code}`),
    );
    // The mistakes that those two were written to have.
    expect(surprising).toEqual([
      'rerun-elerr-wf.xml el-unknown-function',
      'wf-test-kill-node-message-error.xml el-syntax',
    ]);
  });

  it('are rid of what a fix is for, each by itself, and refused for nothing new', () => {
    let fixes = 0;
    for (const { name, definition } of documents) {
      const found = checkDefinition(definition);
      const errors = errorsOf(definition);
      const fixable = found.filter(({ fix }) => fix !== undefined);
      // One document has a hundred alike.
      for (const { code, fix, severity } of fixable.slice(0, 12)) {
        if (severity === 'error') continue;
        const fixed = editDefinition(definition, fix?.changes ?? []);
        const count = (all: readonly { code: string }[]) => all.filter((one) => one.code === code).length;
        expect(count(checkDefinition(fixed)), `${name} ${code}`).toBeLessThan(count(found));
        expect(errorsOf(fixed), `${name} ${code}\n${printDefinition(fixed)}`).toBeLessThanOrEqual(errors);
        fixes += 1;
      }
    }
    expect(fixes).toBeGreaterThan(50);
  });

  it('are rid of all that can be fixed, at once and again', () => {
    for (const { name, definition } of documents) {
      if (definition.kind === 'unknown' || definition.tree.root === undefined) continue;
      let fixed = definition;
      for (let round = 0; round < 5; round += 1) {
        const advice = checkDefinition(fixed).filter(({ severity }) => severity !== 'error');
        const changes = fixAll(fixed, advice);
        if (changes.length === 0) break;
        const next: Definition = editDefinition(fixed, changes);
        if (next.kind !== fixed.kind) throw new Error(`${name} is a ${next.kind} now`);
        fixed = next;
      }
      const left = checkDefinition(fixed).filter(
        ({ fix, severity }) => fix !== undefined && severity !== 'error',
      );
      expect(left, name).toEqual([]);
      expect(errorsOf(fixed), name).toBeLessThanOrEqual(errorsOf(definition));
    }
  });
});
