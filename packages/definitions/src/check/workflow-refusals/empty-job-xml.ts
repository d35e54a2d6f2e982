import type { WorkflowDefinition } from '../../definition/definition.ts';
import { elementsWithin, nameRange } from '../../tree/navigate.ts';
import { elementValue } from '../../tree/value.ts';
import type { Rule } from '../rule.ts';

/** A `<job-xml>` that names no file. A dry run looks for it, and so does the action that it belongs to. */
export const emptyJobXml: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  [...elementsWithin(model.element)]
    .filter((element) => element.local === 'job-xml' && elementValue(element).text === '')
    .map((element) => ({
      code: 'empty-job-xml',
      severity: 'warning',
      message:
        'This <job-xml> names no file: a dry run refuses it, and the action fails. Name one, or remove it.',
      range: nameRange(tree, element),
    }));
