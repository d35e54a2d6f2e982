import { propertyNamed } from '../../configuration/configuration.ts';
import type { FileOperation } from '../../configuration/file-operation.ts';
import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Action } from '../../workflow/action.ts';
import type { Rule } from '../rule.ts';
import { advise, shown } from './advise.ts';

/** Deletes that take more with them than anybody means: a root, everybody's folders, the action's own input. */
export const deletes: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node): Diagnostic[] => {
    const action = node.kind === 'action' ? node.action : undefined;
    if (action === undefined) return [];
    const inputs = inputsOf(action);
    return operationsOf(action).flatMap(({ kind, path }) => {
      if (kind !== 'delete' || path === undefined) return [];
      const what = wide(path.text);
      if (what !== undefined) {
        return [
          advise(tree, path, {
            code: 'wide-delete',
            severity: 'warning',
            message: `This deletes ${what}. Delete only what the action itself makes.`,
          }),
        ];
      }
      const gone = withoutEnd(path.text);
      const input = inputs.find((one) => one === gone || one.startsWith(`${gone}/`));
      if (input === undefined || gone === '') return [];
      return [
        advise(tree, path, {
          code: 'delete-of-input',
          severity: 'warning',
          message: `This deletes ${shown(input)}, which the action reads afterwards. Delete only its output.`,
        }),
      ];
    });
  });

function operationsOf(action: Action): readonly FileOperation[] {
  if (action.type === 'fs') return action.operations;
  return 'prepare' in action ? (action.prepare?.operations ?? []) : [];
}

function inputsOf(action: Action): string[] {
  if (action.type === 'fs' || !('configuration' in action)) return [];
  return ['mapred.input.dir', 'mapreduce.input.fileinputformat.inputdir'].flatMap((name) => {
    const text = propertyNamed(action.configuration, name)?.value?.text;
    const paths = text === undefined ? [] : text.split(',', mostInputs);
    return paths.map((one) => withoutEnd(one.trim()));
  });
}

/** So many inputs are compared with what is deleted. */
const mostInputs = 100;

function withoutEnd(path: string): string {
  return path.replace(/(?<!\/)\/+$/, '');
}

/** What a delete of this path would take, when that is more than one job's. */
function wide(path: string): string | undefined {
  if (/^\$\{wf:appPath\(\)\}\/*$/.test(path)) return 'the application that is running';
  const within = path
    .replace(nameNode, '')
    .split('/')
    .filter((folder) => folder !== '' && folder !== '.');
  if (path === '' || !/^(?:\/|\$\{|\w+:)/.test(path)) return undefined;
  const [first, second, ...deeper] = within;
  if (first === undefined) return 'the whole file system';
  if (second === undefined) {
    if (first === '*') return 'the whole file system';
    return everybodys.has(first) && path.includes('/') ? `/${first}, which belongs to everybody` : undefined;
  }
  if (deeper.length > 0) return undefined;
  if (second === '*' && everybodys.has(first)) return `everything in /${first}`;
  const isHome = first === 'user' && /^(?:\$\{(?:wf:user\(\)|user)\}|[\w.-]+)$/.test(second);
  return isHome ? `the home folder /user/${second}` : undefined;
}

const everybodys = new Set(
  'user users home tmp data apps app var etc hbase system warehouse mapred'.split(' '),
);

/** What a path may begin with before its first folder. */
const nameNode = /^(?:\$\{(?:nameNode|namenode|NAME_NODE|nn|defaultFS)\}|(?:hdfs|viewfs|webhdfs):\/\/[^/]*)/;
