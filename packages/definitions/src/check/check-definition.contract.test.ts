import { oozieTestDefinitions } from '@howdah/local-oozie';
import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { decodeXml } from '../tree/encoding.ts';
import { workflowDocuments } from '../workflow/workflow-documents.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { aboutFiles, dryRun, isInvalid, isRefusedByDryRun } from './oozie-verdict.fixture.ts';
import { randomFlows } from './random-flows.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });
const root = inject('definitionRoot');

interface Named {
  readonly name: string;
  readonly xml: string;
}

let shipped: Named[] = [];
const generated = fc
  .sample(workflowDocuments(), { numRuns: 100, seed: 20 })
  .map((xml, index): Named => ({ name: `generated ${index}`, xml }));
beforeAll(async () => {
  const files = await oozieTestDefinitions();
  shipped = files.map(({ name, bytes }) => ({ name, xml: decodeXml(bytes).text }));
});

const dryRunOf = (xml: string, properties: Readonly<Record<string, string>>) =>
  dryRun(oozie, root, 'workflow', xml, properties);

describe('every definition of Oozie’s own tests, and workflows of every kind,', () => {
  it('is valid for us when it is for /v2/validate', async () => {
    let invalid = 0;
    for (const { name, xml } of [...shipped, ...generated]) {
      const { valid } = await oozie.validate(xml);
      const definition = parseDefinition(xml);
      const found = checkDefinition(definition);
      expect(isInvalid(definition, found), `${name}: ${JSON.stringify(found)}`).toBe(!valid);
      if (!valid) invalid += 1;
    }
    expect(invalid).toBeGreaterThan(20);
  });

  it('is refused here when a dry run refuses it, by the same code', async () => {
    const properties = { other: 'x' };
    const counts = { refused: 0, taken: 0, files: 0 };
    for (const { name, xml } of [...shipped, ...generated]) {
      const definition = parseDefinition(xml);
      if (definition.kind !== 'workflow') continue;
      const found = checkDefinition(definition, { properties });
      const said = await dryRunOf(xml, properties);
      if (aboutFiles.test(said)) {
        counts.files += 1;
        expect(isRefusedByDryRun(found), `${name}: ${JSON.stringify(found)}`).toBe(false);
        continue;
      }
      const refused = said !== 'OK';
      counts[refused ? 'refused' : 'taken'] += 1;
      expect(isRefusedByDryRun(found), `${name}: ${said} ${JSON.stringify(found)}`).toBe(refused);
      const errors = found.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) {
        const codes = errors.map(({ oozieCode }) => oozieCode ?? '?');
        expect(
          codes.some((code) => said.includes(code)),
          `${name}: ${said} ${codes}`,
        ).toBe(true);
      }
    }
    expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(5);
  });
});

it('flows of forks, joins and decisions are refused by the same code, whatever leads where', async () => {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(randomFlows(), async (xml) => {
      const said = await dryRunOf(xml, {});
      const errors = checkDefinition(parseDefinition(xml)).filter(({ severity }) => severity === 'error');
      const code = /E\d{4}/.exec(said)?.[0];
      codes.add(code ?? 'none');
      if (code === undefined) expect(errors).toEqual([]);
      else expect(errors.map(({ oozieCode }) => oozieCode)).toContain(code);
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(codes.size).toBeGreaterThan(6);
});
