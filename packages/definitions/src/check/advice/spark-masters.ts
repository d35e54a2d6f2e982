import type { WorkflowDefinition } from '../../definition/definition.ts';
import { setChildText } from '../../definition/edit-parts.ts';
import { setValue } from '../../tree/edit-content.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Spark's masters `yarn-client` and `yarn-cluster`, which Spark 2 and later have given up. */
export const sparkMasters: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node) => {
    if (node.kind !== 'action' || node.action?.type !== 'spark') return [];
    const { master, mode, element } = node.action;
    const wanted = /^yarn-(client|cluster)$/.exec(master?.text ?? '')?.[1];
    if (master === undefined || wanted === undefined) return [];
    const agrees = mode === undefined || mode.text === wanted;
    return [
      advise(tree, master, {
        code: 'spark-master',
        severity: 'warning',
        message: `Spark 2 and later refuse the master ${master.text}. Write yarn here and ${wanted} in <mode>.`,
        ...(agrees && {
          fix: fixBy(`Write yarn, in mode ${wanted}`, () => [
            ...setValue(tree, master, 'yarn'),
            ...setChildText(tree, element, 'mode', wanted),
          ]),
        }),
      }),
    ];
  });
