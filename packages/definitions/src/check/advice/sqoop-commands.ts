import { propertyNamed } from '../../configuration/configuration.ts';
import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { setValue } from '../../tree/edit-content.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Commands of Sqoop that Oozie splits otherwise than a shell would: at each blank, and nowhere else. */
export const sqoopCommands: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node): Diagnostic[] => {
    if (node.kind !== 'action' || node.action?.type !== 'sqoop') return [];
    const { command, configuration } = node.action;
    if (command === undefined || splitsLikeShells(configuration)) return [];
    if (/["']/.test(command.text)) {
      return [
        advise(tree, command, {
          code: 'sqoop-command-quotes',
          severity: 'warning',
          message:
            'Oozie splits the command at each blank and gives the quotes to Sqoop. Write an <arg> for each argument instead, without quotes.',
        }),
      ];
    }
    if (!/[\t\n]/.test(command.text)) return [];
    return [
      advise(tree, command, {
        code: 'sqoop-command-lines',
        severity: 'warning',
        message:
          'Oozie splits the command at blanks only: words on both sides of a line end stay one. Write it on one line, or an <arg> for each argument.',
        fix: fixBy('Write it on one line', () => setValue(tree, command, command.text.replace(/\s+/g, ' '))),
      }),
    ];
  });

function splitsLikeShells(configuration: Parameters<typeof propertyNamed>[0]): boolean {
  const setting = propertyNamed(configuration, 'oozie.action.sqoop.shellsplitter')?.value?.text;
  return setting !== undefined && setting !== 'false';
}
