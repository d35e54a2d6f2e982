import { oozieTestDefinitions } from '@howdah/local-oozie';
import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { generateCoordinators, printCoordinator } from '../calendar/generated-coordinators.fixture.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { decodeXml } from '../tree/encoding.ts';
import { workflowDocuments } from '../workflow/workflow-documents.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { generateBundles } from './generated-bundles.fixture.ts';
import { mutantsOf } from './mutants.fixture.ts';
import { aboutFiles, dryRun, isInvalid, isRefusedByDryRun } from './oozie-verdict.fixture.ts';
import { parametersOf } from './parameters-of.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });
const root = inject('definitionRoot');

/** How many mutants are tried; `HOWDAH_MUTANTS` sets another number. */
const mutantCount = Number(process.env.HOWDAH_MUTANTS ?? 3_200);

interface Candidate {
  readonly title: string;
  readonly xml: string;
}

interface Verdicts {
  compared: number;
  refused: number;
  /** What only the cluster's files decide. */
  files: number;
  disagreements: string[];
}

let documents: Candidate[] = [];
beforeAll(async () => {
  const shipped = (await oozieTestDefinitions()).map(({ name, bytes }) => ({
    title: name,
    xml: decodeXml(bytes).text,
  }));
  const workflows = fc.sample(workflowDocuments(), { numRuns: 60, seed: 3 });
  const coordinators = generateCoordinators(20_261_124, 60).map(({ plan }) => printCoordinator(plan));
  const generated = [...workflows, ...coordinators, ...generateBundles(5, 30)];
  documents = [...shipped, ...generated.map((xml, index) => ({ title: `generated ${index}`, xml }))];
});

/** Values that suit the names of parameters, so that a dry run looks at everything. */
function propertiesFor(xml: string): Record<string, string> {
  const definition = parseDefinition(xml);
  const { parameters } = parametersOf(definition);
  const given = parameters.map(({ name }) => {
    if (/start|begin|nominal|initial/i.test(name)) return [name, '2020-01-01T00:00Z'];
    if (/end|until/i.test(name)) return [name, '2035-01-01T00:00Z'];
    if (/zone|tz/i.test(name)) return [name, 'UTC'];
    return [name, '10'];
  });
  return { other: 'x', root: 'file:///nowhere', ...Object.fromEntries(given) };
}

async function compare(candidates: readonly Candidate[]) {
  const verdicts = (): Verdicts => ({ compared: 0, refused: 0, files: 0, disagreements: [] });
  const validated = verdicts();
  const tried = verdicts();
  const queue = candidates.values();
  const judge = (verdict: Verdicts, ours: boolean, theirs: boolean, what: string) => {
    verdict.compared += 1;
    if (theirs) verdict.refused += 1;
    if (ours !== theirs) verdict.disagreements.push(what);
  };
  const worker = async () => {
    for (const { title, xml } of queue) {
      const properties = propertiesFor(xml);
      const definition = parseDefinition(xml);
      // The test's server has its check of frequencies off.
      const server = { coordinatorMaximumFrequency: false };
      const found = checkDefinition(definition, { properties, server });
      const ours = JSON.stringify(
        found
          .filter(({ severity }) => severity !== 'info')
          .slice(0, 3)
          .map(({ code, message }) => [code, message]),
      );
      const { valid } = await oozie.validate(xml);
      judge(validated, isInvalid(definition, found), !valid, `${title}: valid ${valid}; ours ${ours}`);
      const kind = definition.kind === 'unknown' ? 'workflow' : definition.kind;
      const said = await dryRun(oozie, root, kind, xml, properties);
      if (aboutFiles.test(said) && !isRefusedByDryRun(found)) {
        tried.files += 1;
        continue;
      }
      judge(tried, isRefusedByDryRun(found), said !== 'OK', `${title}: ${said.slice(0, 300)}; ours ${ours}`);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return { validated, tried };
}

const figures = (what: string, { validated, tried }: Awaited<ReturnType<typeof compare>>) => {
  const line = (name: string, { compared, refused, files, disagreements }: Verdicts) =>
    `${name} ${compared} (${refused} refused${files > 0 ? `, ${files} more that only files decide` : ''}), ${disagreements.length} judged otherwise`;
  return `${what}: ${line('/v2/validate', validated)}; ${line('dry run', tried)}`;
};

describe('what is wrong with a definition is what Oozie refuses', () => {
  it('in every definition of Oozie’s own tests and in generated workflows, coordinators and bundles', async () => {
    const found = await compare(documents);
    console.log(figures('documents', found));
    expect(found.validated.disagreements).toEqual([]);
    expect(found.tried.disagreements).toEqual([]);
  }, 120_000);

  it('in at least 3,000 mutants of them, in 99.5 % at least', async () => {
    const each = Math.ceil(mutantCount / documents.length);
    const mutants = documents.flatMap(({ title, xml }, index) =>
      mutantsOf(xml, each, index + 1).map(({ xml: mutated, mutation }) => ({
        title: `${title}, where ${mutation}`,
        xml: mutated,
      })),
    );
    const found = await compare(mutants);
    console.log(figures('mutants', found));
    console.log([...found.validated.disagreements, ...found.tried.disagreements].slice(0, 20).join('\n'));
    for (const { compared, disagreements } of [found.validated, found.tried]) {
      expect(compared).toBeGreaterThanOrEqual(Math.min(mutantCount, 3_000) * 0.9);
      expect(disagreements.length / compared, disagreements.slice(0, 20).join('\n')).toBeLessThan(0.005);
    }
  }, 300_000);
});
