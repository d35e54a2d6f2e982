import type { Properties } from '../../configuration/configuration.ts';
import type { WorkflowDefinition } from '../../definition/definition.ts';
import { removeProperty } from '../../definition/edit-parts.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { setValue } from '../../tree/edit-content.ts';
import type { Value } from '../../tree/value.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Properties that Oozie lets no action set: it fails the action with JA010. */
export const forbiddenProperties: Rule<WorkflowDefinition> = ({ definition }) =>
  configurationsOf(definition).flatMap(({ owner, configuration }) => {
    const said = new Set<string>();
    return configuration.properties.flatMap(({ name }) => {
      const instead = name && forbidden.get(name.text);
      if (name === undefined || instead === undefined || said.has(name.text)) return [];
      said.add(name.text);
      return [
        advise(definition.tree, name, {
          code: 'forbidden-property',
          severity: 'warning',
          message: `Oozie refuses ${name.text} in an action's configuration: the action fails with JA010. ${instead}`,
          fix: fixBy(`Take out ${name.text}`, () => removeProperty(definition.tree, owner, name.text)),
        }),
      ];
    });
  });

/** Properties of Hadoop by names that it has given up, each where it comes first. */
export const renamedProperties: Rule<WorkflowDefinition> = ({ definition }) => {
  const { tree } = definition;
  const found = new Map<string, { readonly at: Value; readonly alone: boolean }[]>();
  for (const { configuration } of configurationsOf(definition)) {
    const names = new Set(configuration.properties.map(({ name }) => name?.text));
    for (const { name } of configuration.properties) {
      const today = name && renamed.get(name.text);
      if (name === undefined || today === undefined) continue;
      const places = found.get(name.text) ?? [];
      places.push({ at: name, alone: !names.has(today) });
      found.set(name.text, places);
    }
  }
  return [...found].flatMap(([name, places]): Diagnostic[] => {
    const [first] = places;
    const today = renamed.get(name);
    if (first === undefined || today === undefined) return [];
    const times = places.length === 1 ? '' : ` (it is here ${places.length} times)`;
    const twice = places.some(({ alone }) => !alone);
    return [
      advise(tree, first.at, {
        code: 'renamed-property',
        severity: 'info',
        message: `${name}${times} is called ${today} since Hadoop 2${twice ? ', which is set beside it as well. Take one of them out.' : '.'}`,
        ...(!twice && {
          fix: fixBy(`Write ${today}`, () => places.flatMap(({ at }) => setValue(tree, at, today))),
        }),
      }),
    ];
  });
};

interface Configured {
  readonly owner: XmlElement;
  readonly configuration: Properties;
}

/** The configurations that go to Hadoop. */
function configurationsOf({ model }: WorkflowDefinition): Configured[] {
  const actions = model.nodes.flatMap((node) => {
    const action = node.kind === 'action' ? node.action : undefined;
    if (action === undefined || !('nameNode' in action) || action.type === 'fs') return [];
    return 'configuration' in action ? [{ owner: action.element, configuration: action.configuration }] : [];
  });
  const shared = model.global && { owner: model.global.element, configuration: model.global.configuration };
  return [...(shared === undefined ? [] : [shared]), ...actions].flatMap(({ owner, configuration }) =>
    configuration === undefined ? [] : [{ owner, configuration }],
  );
}

/** @see org.apache.oozie.action.hadoop.JavaActionExecutor#DISALLOWED_PROPERTIES */
const forbidden = new Map([
  ['fs.default.name', 'Set <name-node>.'],
  ['yarn.resourcemanager.address', 'Set <resource-manager>.'],
  ['user.name', 'The action runs as who submitted the job.'],
  ['mapreduce.job.user.name', 'The action runs as who submitted the job.'],
]);

/**
 * Only those that mean the same under both names; `mapred.mapper.class`, for one, is of another API.
 * @see https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/DeprecatedProperties.html
 */
const renamed = new Map([
  ['mapred.job.queue.name', 'mapreduce.job.queuename'],
  ['mapred.job.name', 'mapreduce.job.name'],
  ['mapred.job.priority', 'mapreduce.job.priority'],
  ['mapred.input.dir', 'mapreduce.input.fileinputformat.inputdir'],
  ['mapred.output.dir', 'mapreduce.output.fileoutputformat.outputdir'],
  ['mapred.map.tasks', 'mapreduce.job.maps'],
  ['mapred.reduce.tasks', 'mapreduce.job.reduces'],
  ['mapred.min.split.size', 'mapreduce.input.fileinputformat.split.minsize'],
  ['mapred.max.split.size', 'mapreduce.input.fileinputformat.split.maxsize'],
  ['mapred.compress.map.output', 'mapreduce.map.output.compress'],
  ['mapred.map.output.compression.codec', 'mapreduce.map.output.compress.codec'],
  ['mapred.output.compress', 'mapreduce.output.fileoutputformat.compress'],
  ['mapred.output.compression.codec', 'mapreduce.output.fileoutputformat.compress.codec'],
  ['mapred.output.compression.type', 'mapreduce.output.fileoutputformat.compress.type'],
  ['mapred.task.timeout', 'mapreduce.task.timeout'],
  ['mapred.map.max.attempts', 'mapreduce.map.maxattempts'],
  ['mapred.reduce.max.attempts', 'mapreduce.reduce.maxattempts'],
  ['mapred.map.tasks.speculative.execution', 'mapreduce.map.speculative'],
  ['mapred.reduce.tasks.speculative.execution', 'mapreduce.reduce.speculative'],
  ['mapred.job.reuse.jvm.num.tasks', 'mapreduce.job.jvm.numtasks'],
  ['mapred.cache.files', 'mapreduce.job.cache.files'],
  ['mapred.cache.archives', 'mapreduce.job.cache.archives'],
  ['io.sort.mb', 'mapreduce.task.io.sort.mb'],
  ['io.sort.factor', 'mapreduce.task.io.sort.factor'],
  ['dfs.block.size', 'dfs.blocksize'],
]);
