import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { removeAttribute } from '../../tree/edit-content.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** What a server allows at most, as Oozie comes: `oozie.service.LiteWorkflowStoreService.user.retry.max`. */
const mostRetries = 3;

/** Retries that are not what the definition says. */
export const retries: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node): Diagnostic[] => {
    if (node.kind !== 'action') return [];
    const { retryMax, retryInterval, retryPolicy, element } = node;
    const name = node.name?.text ?? '';
    if (retryMax === undefined) {
      const lonely = retryInterval ?? retryPolicy;
      const attribute = lonely?.attribute;
      if (lonely === undefined || attribute === undefined) return [];
      return [
        advise(tree, lonely, {
          code: 'retry-without-max',
          severity: 'warning',
          message: `${name} is never tried again: ${attribute.name} counts only beside retry-max. Add retry-max, or take it out.`,
          fix: fixBy(`Take out ${attribute.name}`, () => removeAttribute(tree, element, attribute.name)),
        }),
      ];
    }
    const found: Diagnostic[] = [];
    if (/^\d+$/.test(retryMax.text) && Number(retryMax.text) > mostRetries) {
      found.push(
        advise(tree, retryMax, {
          code: 'too-many-retries',
          severity: 'info',
          message: `Oozie tries ${name} again ${mostRetries} times at most, unless the server's oozie.service.LiteWorkflowStoreService.user.retry.max allows more.`,
        }),
      );
    }
    if (retryInterval === undefined && retryMax.text !== '0') {
      found.push(
        advise(tree, retryMax, {
          code: 'retry-without-interval',
          severity: 'info',
          message: `${name} has no retry-interval, so that the server decides: 10 minutes, unless it is set otherwise. Say how long to wait.`,
        }),
      );
    }
    return found;
  });
