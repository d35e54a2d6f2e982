import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OozieError, type Properties, type ScriptKind } from '@howdah/oozie-client';
import { definitionRoot } from '../deploy/definition-root.ts';
import { BadCommandLine, optionPairs, optionValue } from './command-line.ts';
import { neededProperties, type OozieCommand } from './oozie-command.ts';
import { scriptWorkflow } from './script-workflow.ts';

/** `oozie pig` and `oozie hive`. */
export async function scriptCommand(command: OozieCommand, kind: 'pig' | 'hive'): Promise<void> {
  const { line, surroundings } = command;
  const file = optionValue(line, 'file');
  if (file === undefined) throw new BadCommandLine(`oozie ${kind} needs -file, the script`);
  const script = await readFile(resolve(surroundings.cwd, file), 'utf8');
  const parameters = Object.entries(optionPairs(line, 'P')).map(([name, value]) => `${name}=${value}`);
  await submit(command, kind, {
    ...(await properties(command)),
    [`oozie.${kind}.script`]: script.endsWith('\n') ? script : `${script}\n`,
    ...numbered(`oozie.${kind}.options`, passedOn(line.words)),
    ...numbered(`oozie.${kind}.script.params`, parameters),
  });
}

/** `oozie sqoop` */
export async function sqoopCommand(command: OozieCommand): Promise<void> {
  const words = command.line.options.get('command');
  if (words === undefined) throw new BadCommandLine('oozie sqoop needs -command');
  await submit(command, 'sqoop', {
    ...(await properties(command)),
    'oozie.sqoop.command': words.map((word) => `${word}\n`).join(''),
    ...numbered('oozie.sqoop.options', passedOn(command.line.words)),
  });
}

const neededByMapReduce = [
  ['mapred.mapper.class', 'mapreduce.map.class'],
  ['mapred.reducer.class', 'mapreduce.reduce.class'],
  ['mapred.input.dir'],
  ['mapred.output.dir'],
] as const;

/** `oozie mapreduce` */
export async function mapReduceCommand(command: OozieCommand): Promise<void> {
  const given = await neededProperties(command);
  for (const names of neededByMapReduce) {
    if (!names.some((name) => given[name] !== undefined)) {
      throw new BadCommandLine(`the properties need ${names.join(' or ')}`);
    }
  }
  await submit(command, 'mapreduce', { ...given, ...completed(given) });
}

async function properties(command: OozieCommand): Promise<Properties> {
  if (!command.line.options.has('config')) {
    throw new BadCommandLine(`oozie ${command.line.name} needs -config, the properties of the job`);
  }
  const given = await neededProperties(command);
  return { ...given, ...completed(given) };
}

/** What follows `-X`. */
function passedOn(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  if (first === undefined || first === '-X') return rest;
  throw new BadCommandLine(`"${first}" belongs to no option; what is passed on follows -X`);
}

/** The properties that Oozie's own client adds, the path of the libraries with the file system before it. */
function completed(given: Properties): Properties {
  const nameNode = given['fs.default.name'] ?? given['fs.defaultFS'];
  const libraries = given['oozie.libpath'];
  if (given['yarn.resourcemanager.address'] === undefined) {
    throw new BadCommandLine('the properties need yarn.resourcemanager.address');
  }
  if (nameNode === undefined) throw new BadCommandLine('the properties need fs.default.name');
  if (libraries === undefined) throw new BadCommandLine('the properties need oozie.libpath');
  const whole = libraries.includes(':/') ? libraries : `${nameNode.replace(/\/$/, '')}${libraries}`;
  return { 'fs.default.name': nameNode, 'oozie.libpath': whole, 'oozie.proxysubmission': 'true' };
}

function numbered(name: string, values: readonly string[]): Properties {
  return Object.fromEntries([
    [`${name}.size`, String(values.length)],
    ...values.map((value, at) => [`${name}.${at}`, value]),
  ]);
}

/** As Oozie 5.2.1 refuses every script, a workflow of one action, like the one that it would make, runs it instead. */
async function submit(command: OozieCommand, kind: ScriptKind, properties: Properties): Promise<void> {
  const { client, signal, print, note, surroundings } = command;
  try {
    const { id } = await client.submitScript(kind, properties, { signal });
    return await print(`job: ${id}`);
  } catch (error) {
    if (!(error instanceof OozieError) || error.innerCode !== 'E0808') throw error;
  }
  await note(
    `This Oozie refuses every ${kind} job that comes without a workflow (E0808), so one is made for it.`,
  );
  const root = definitionRoot(
    surroundings.env.HOWDAH_DEFINITION_ROOT ?? properties['oozie.libpath'],
    surroundings,
  );
  const xml = scriptWorkflow(kind, properties);
  const { path } = await client.uploadDefinition({ kind: 'workflow', xml, root }, { signal });
  const job = { ...properties, 'oozie.wf.application.path': path };
  const { id } = await client.submit(job, { signal, start: true });
  await print(`job: ${id}`);
}
