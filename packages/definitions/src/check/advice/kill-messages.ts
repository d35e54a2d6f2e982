import type { WorkflowDefinition } from '../../definition/definition.ts';
import { setValue } from '../../tree/edit-content.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

const lastError = `\${wf:errorMessage(wf:lastErrorNode())}`;

/** Kill nodes whose message doesn't help whoever has to find out what happened. */
export const killMessages: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => {
  const afterError = new Set(
    model.nodes.flatMap(({ transitions }) =>
      transitions.flatMap(({ role, to }) => (role === 'error' && to !== undefined ? [to.text] : [])),
    ),
  );
  return model.nodes.flatMap((node) => {
    if (node.kind !== 'kill' || node.message === undefined) return [];
    const { message } = node;
    const name = node.name?.text ?? '';
    const failed = afterError.has(name);
    if (message.text === '') {
      const text = failed ? `Failed, error message [${lastError}]` : 'Killed';
      return [
        advise(tree, message.element, {
          code: 'empty-kill-message',
          severity: 'warning',
          message: `The kill node ${name} has no message. Say why the workflow ends there.`,
          ...(failed && {
            fix: fixBy('Give the error of the action', () => setValue(tree, message, text)),
          }),
        }),
      ];
    }
    if (!failed || /wf:error(?:Message|Code)\s*\(/.test(message.text)) return [];
    return [
      advise(tree, message, {
        code: 'kill-message-without-error',
        severity: 'info',
        message: `The message of ${name} doesn't say what failed. Add ${lastError}.`,
        fix: fixBy('Add the error of the action', () =>
          setValue(tree, message, `${message.text}, error message [${lastError}]`),
        ),
      }),
    ];
  });
};
