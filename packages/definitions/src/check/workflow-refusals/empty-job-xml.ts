import type { WorkflowDefinition } from '../../definition/definition.ts';
import { allElementsNamed, nameRange } from '../../tree/navigate.ts';
import { elementValue } from '../../tree/value.ts';
import type { Rule } from '../rule.ts';

/** A `<job-xml>` that names no file. A dry run looks for it, and so does the action that it belongs to. */
export const emptyJobXml: Rule<WorkflowDefinition> = ({ definition: { tree } }) =>
  allElementsNamed(tree, 'job-xml')
    .filter((element) => elementValue(element).text === '')
    .map((element) => ({
      code: 'empty-job-xml',
      severity: 'warning',
      message:
        'This <job-xml> names no file: a dry run refuses it, and the action fails. Name one, or remove it.',
      range: nameRange(tree, element),
    }));
