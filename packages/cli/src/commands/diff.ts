import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type OozieClient, type Properties, parseConfiguration } from '@howdah/oozie-client';
import { createTwoFilesPatch } from 'diff';
import type { AddCommands } from '../cli.ts';
import { examples } from '../cli.ts';
import { exitCode } from '../exit-code.ts';
import { usageFailure } from '../failure.ts';
import { configOption, defined, defineOption, readJobProperties } from '../job-properties.ts';
import { paintDiff } from '../output/diff.ts';

/** `howdah diff ID FILE`: what a job runs against what lies here. */
export const addDiffCommand: AddCommands = (parent, act) => {
  parent
    .command('diff')
    .description('compare a definition or properties with those that a job runs with')
    .argument('<id>', 'a workflow, coordinator or bundle')
    .argument('[definition]', 'file with a definition')
    .option(...configOption)
    .option(...defineOption, defined, {})
    .option('--all', 'also properties that only Oozie has: those that it adds, and defaults')
    .addHelpText(
      'after',
      examples(['howdah diff ID workflow.xml --config job.properties', 'exit code 0: the same; 1: not']),
    )
    .action(
      act(async ({ out, oozie, signal, surroundings }, id, file, given) => {
        const wanted = await readJobProperties(given, surroundings);
        const compareProperties = given.config !== undefined || Object.keys(given.define).length > 0;
        if (file === undefined && !compareProperties) {
          throw usageFailure('Compare with what?', 'Name a definition’s file, --config FILE, or both.');
        }
        const client = await oozie();
        let definition: string | undefined;
        if (file !== undefined) {
          const here = await readFile(resolve(surroundings.cwd, file), 'utf8');
          definition = definitionDiff(id, await client.workflows.definition(id, { signal }), file, here);
        }
        const properties = compareProperties
          ? propertyDiff(parseConfiguration(await confOf(client, id, signal)), wanted, given.all ?? false)
          : undefined;
        const same = !definition && (properties === undefined || properties.length === 0);
        await out.document({ id, same, definition: definition ?? null, properties: properties ?? null }, () =>
          [
            paintDiff(definition ?? '', out.style),
            ...(properties ?? []).flatMap(({ name, there, here }) => [
              ...(there === null ? [] : [`${out.style.bad(`-${name}=${there}`)}\n`]),
              ...(here === null ? [] : [`${out.style.good(`+${name}=${here}`)}\n`]),
            ]),
          ].join(''),
        );
        if (same) await out.note('No difference.');
        return same ? exitCode.ok : exitCode.jobEndedBadly;
      }),
    );
};

/** Howdah's comment at the head of what it stores says nothing about the definition. */
const storedHead = /^\s*<!-- \$\{howdah\.verbatim\} -->/;

function definitionDiff(id: string, there: string, file: string, here: string): string {
  const comparable = (text: string) =>
    `${text
      .replace(/^\ufeff/, '')
      .replace(/^\s*<\?xml[^>]*\?>/, '')
      .replace(storedHead, '')
      .replace(/\r\n?/g, '\n')
      .trim()}\n`;
  const [old, now] = [comparable(there), comparable(here)];
  return old === now ? '' : createTwoFilesPatch(id, file, old, now, 'on Oozie', 'here', { context: 3 });
}

async function confOf(client: OozieClient, id: string, signal: AbortSignal): Promise<string> {
  const options = { signal };
  const { conf } = id.endsWith('-C')
    ? await client.coordinators.info(id, options)
    : id.endsWith('-B')
      ? await client.bundles.info(id, options)
      : await client.workflows.info(id, options);
  return conf ?? '<configuration/>';
}

interface PropertyDifference {
  readonly name: string;
  /** What the job has; null for nothing. */
  readonly there: string | null;
  /** What was given; null for nothing. */
  readonly here: string | null;
}

/** What differs, by name. Oozie trims values and drops empty ones, so these are no differences. */
function propertyDiff(there: Properties, here: Properties, all: boolean): PropertyDifference[] {
  const names = new Set([...Object.keys(here), ...(all ? Object.keys(there) : [])]);
  return [...names].sort().flatMap((name) => {
    const old = there[name]?.trim() || null;
    const now = here[name]?.trim() || null;
    return old === now ? [] : [{ name, there: old, here: now }];
  });
}
