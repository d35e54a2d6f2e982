import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { setValue } from '../../tree/edit-content.ts';
import type { Value } from '../../tree/value.ts';
import type { XmlTree } from '../../tree/xml-tree.ts';
import type { ShellAction } from '../../workflow/action.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy, shown } from './advise.ts';

/** Shell actions whose script will not be where they look for it, and environment variables that Oozie refuses. */
export const shellActions: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node) => {
    if (node.kind !== 'action' || node.action?.type !== 'shell') return [];
    return [...lookAtExec(tree, node.action), ...lookAtVariables(tree, node.action)];
  });

function lookAtExec(tree: XmlTree, { exec, files, archives }: ShellAction): Diagnostic[] {
  if (exec === undefined || exec.text === '') return [];
  const { text } = exec;
  if (/^(?:hdfs|viewfs|webhdfs|s3a?):\/\/|^\$\{(?:nameNode|wf:appPath\(\))\}/.test(text)) {
    const name = baseName(text);
    const listed = files.some((file) => linkedAs(file) === name);
    return [
      advise(tree, exec, {
        code: 'exec-on-file-system',
        severity: 'warning',
        message: `A shell can't start ${shown(text)}: it is not on the machine's disk. ${listed ? `Write ${name}, for the <file> is linked by that name.` : `List it in a <file>, and write ${name} here.`}`,
        ...(listed && { fix: fixBy(`Write ${name}`, () => setValue(tree, exec, name)) }),
      }),
    ];
  }
  if (/[\s${}]/.test(text) || text.startsWith('/')) return [];
  const name = baseName(text);
  if (text !== name && !text.startsWith('./') && archives.length === 0) {
    if (files.every((file) => file.text !== text)) return [];
    return [
      advise(tree, exec, {
        code: 'exec-with-folder',
        severity: 'warning',
        message: `The <file> ${shown(text)} is linked as ${name}, without its folders, so that a shell doesn't find it as ${shown(text)}. Write ${name}.`,
        fix: fixBy(`Write ${name}`, () => setValue(tree, exec, name)),
      }),
    ];
  }
  const isScript = /\.(?:sh|bash|ksh|py|pl|rb)$/.test(name);
  if (!isScript || archives.length > 0) return [];
  // A name made by an expression may be that of the script.
  if (files.some((file) => linkedAs(file) === name || /[$#]\{[^}]*\}$/.test(file.text))) return [];
  return [
    advise(tree, exec, {
      code: 'script-without-file',
      severity: 'warning',
      message: `${name} comes with no <file>: it is found only if it lies in the application's lib folder. Add <file>${name}</file> if it lies beside the workflow.`,
    }),
  ];
}

function lookAtVariables(tree: XmlTree, { envVars }: ShellAction): Diagnostic[] {
  return envVars.flatMap((variable) => {
    if (/[$#]\{/.test(variable.text) || /^[^=]*=+[^=]/.test(variable.text)) return [];
    return [
      advise(tree, variable, {
        code: 'env-var-without-value',
        severity: 'warning',
        message: `Oozie takes only NAME=value with a value, and fails the action with JA010 for "${shown(variable.text)}".`,
      }),
    ];
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name by which an action finds a file. */
function linkedAs({ text }: Value): string {
  const [path = '', name] = text.split('#');
  return name ?? baseName(path);
}
