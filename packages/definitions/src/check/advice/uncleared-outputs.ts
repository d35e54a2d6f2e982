import { propertyNamed } from '../../configuration/configuration.ts';
import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/** Map-reduce actions that can't run twice: Hadoop refuses an output that is there. */
export const unclearedOutputs: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node): Diagnostic[] => {
    if (node.kind !== 'action' || node.action?.type !== 'map-reduce') return [];
    const { configuration, prepare } = node.action;
    const output =
      propertyNamed(configuration, 'mapreduce.output.fileoutputformat.outputdir') ??
      propertyNamed(configuration, 'mapred.output.dir');
    const cleared = prepare?.operations.some(({ kind }) => kind === 'delete') ?? false;
    if (output?.value === undefined || cleared) return [];
    return [
      advise(tree, output.value, {
        code: 'uncleared-output',
        severity: 'info',
        message: `Hadoop refuses an output that is there, so that ${node.name?.text ?? 'this action'} fails when it is retried or rerun. Delete the output in <prepare>.`,
      }),
    ];
  });
