import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseDefinition } from '@howdah/definitions';
import { Failure, usageFailure } from '../failure.ts';
import type { LocalDefinition } from './deployment-plan.ts';

/** What lies in the folder of an application. */
export interface ApplicationFolder {
  readonly definitions: readonly LocalDefinition[];
  /** The folder's own `job.properties`, if it has one. */
  readonly propertiesFile: string | undefined;
  /** Files that a job may need, such as jars and scripts, which Oozie does not take over REST. */
  readonly otherFiles: readonly string[];
}

/**
 * Reads the definitions in a folder, however deep, by what is in the files and not by their names. Hidden files and
 * folders are passed over.
 * @throws {Failure} `usage` for a folder that is none, and for a definition that is not well-formed
 */
export async function readApplicationFolder(folder: string): Promise<ApplicationFolder> {
  const files = await filesIn(folder).catch((cause: unknown) => {
    throw usageFailure(
      `${folder} can't be read as the folder of an application.`,
      'Give the folder that holds workflow.xml, coordinator.xml or bundle.xml.',
      cause instanceof Error ? cause.message : undefined,
    );
  });
  const definitions: LocalDefinition[] = [];
  const otherFiles: string[] = [];
  for (const file of files) {
    const name = relative(folder, file).split(sep).join('/');
    const definition = name.endsWith('.xml') ? parseDefinition(await readFile(file, 'utf8')) : undefined;
    const wrong = definition?.diagnostics.find(({ severity }) => severity === 'error');
    if (definition === undefined || definition.kind === 'unknown') {
      if (!name.endsWith('.properties')) otherFiles.push(name);
    } else if (wrong !== undefined) {
      const { line, column } = wrong.range.start;
      throw new Failure(`${name}, line ${line}, column ${column}: ${wrong.message}`, {
        exitCode: 2,
        remedy: 'Correct it; nothing was deployed.',
      });
    } else {
      definitions.push({ file: name, definition });
    }
  }
  const propertiesFile = files.find((file) => relative(folder, file) === 'job.properties');
  return { definitions, propertiesFile, otherFiles };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const nested = await Promise.all(
    visible.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return nested.flat();
}
