import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { childNamed, childrenNamed, textOf } from '../../tree/navigate.ts';
import { elementValue } from '../../tree/value.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/**
 * Instances that are empty or that name several at once. Oozie looks at the first input and the first output only.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand#checkMultipleTimeInstances
 */
export const singleInstances: Rule<CoordinatorDefinition> = ({ definition: { tree, model } }) => {
  const found: Diagnostic[] = [];
  for (const [events, event] of [
    ['input-events', 'data-in'],
    ['output-events', 'data-out'],
  ] as const) {
    const list = childNamed(model.element, events);
    const first = list && childNamed(list, event);
    if (first === undefined) continue;
    for (const name of ['instance', 'start-instance', 'end-instance']) {
      for (const instance of childrenNamed(first, name)) {
        const problem = problemOf(instance);
        if (problem === undefined) continue;
        found.push(
          refusalAt(tree, problem.isEmpty ? instance : elementValue(instance), {
            code: problem.isEmpty ? 'empty-instance' : 'several-instances',
            oozieCode: 'E1021',
            message: problem.message,
          }),
        );
      }
    }
  }
  return found;
};

function problemOf(instance: XmlElement): { isEmpty: boolean; message: string } | undefined {
  const text = textOf(instance);
  if (text === '') {
    const message = `This <${instance.local}> is empty. Write an instance, such as \${coord:current(0)}.`;
    return { isEmpty: true, message };
  }
  const message = `A <${instance.local}> holds one instance. Write an element for each of them.`;
  return hasCommaOutside(text) ? { isEmpty: false, message } : undefined;
}

/** Whether a comma stands outside of a function's parentheses. */
function hasCommaOutside(text: string): boolean {
  let braces = 0;
  let parentheses = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (text.startsWith('${', at)) braces += 1;
    else if (character === '}') braces -= 1;
    if (braces > 0 && character === '(') parentheses += 1;
    if (braces > 0 && character === ')') parentheses -= 1;
    if (character === ',' && (braces === 0 || parentheses === 0)) return true;
  }
  return false;
}
