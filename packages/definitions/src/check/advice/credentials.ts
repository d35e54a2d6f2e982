import type { WorkflowDefinition } from '../../definition/definition.ts';
import { removeElement } from '../../definition/edit-parts.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { setAttribute } from '../../tree/edit-content.ts';
import type { Rule } from '../rule.ts';
import { advise, adviseWithin, fixBy } from './advise.ts';
import { suggestions } from './suggestions.ts';

/** Credentials that actions name and nobody defines, and those that are defined and nobody names. */
export const credentials: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => {
  const found: Diagnostic[] = [];
  const defined = new Map(
    model.credentials.flatMap((one) =>
      one.name === undefined ? [] : [[one.name.text.toLowerCase(), one] as const],
    ),
  );
  const suggestion = suggestions(() => [...defined.values()].map((one) => one.name?.text ?? ''));
  const named = new Set<string>();
  let known = true;
  for (const node of model.nodes) {
    const cred = node.kind === 'action' ? node.cred : undefined;
    if (cred === undefined || cred.text === 'null') continue;
    if (/[$#]\{/.test(cred.text)) {
      known = false;
      continue;
    }
    let start = 0;
    let tidied = false;
    for (const written of cred.text.split(',')) {
      const part = { start, end: start + written.length };
      start = part.end + 1;
      const name = written.trim();
      named.add(name.toLowerCase());
      if (name === '' || (name === written && defined.has(name.toLowerCase()))) continue;
      if (defined.has(name.toLowerCase())) {
        if (tidied) continue;
        tidied = true;
        const tidy = cred.text
          .split(',')
          .map((one) => one.trim())
          .join(',');
        found.push(
          adviseWithin(tree, cred, part, {
            code: 'unknown-credential',
            severity: 'warning',
            message: `Oozie looks for a credential called "${written}", with its blanks, and fails the action with JA021. Take the blanks out.`,
            fix: fixBy('Take the blanks out', () => setAttribute(tree, node.element, 'cred', tidy)),
          }),
        );
        continue;
      }
      const effect = model.credentials.length > 0 ? 'the action fails with JA021' : 'the action gets none';
      found.push(
        adviseWithin(tree, cred, part, {
          code: 'unknown-credential',
          severity: 'warning',
          message: `The workflow defines no credential ${name}: ${effect}. ${suggestion(name, 'Add it to <credentials>.')}`,
        }),
      );
    }
  }
  if (!known) return found;
  const alone = model.credentials.length === 1;
  for (const [name, one] of defined) {
    if (named.has(name) || one.name === undefined) continue;
    const section = one.element.parent;
    found.push(
      advise(tree, one.name, {
        code: 'unused-credential',
        severity: 'info',
        message: `No action uses the credential ${one.name.text}. Name it in the cred of the actions that need it, or take it out.`,
        fix: fixBy(`Take out ${one.name.text}`, () =>
          removeElement(tree, alone && section !== undefined ? section : one.element),
        ),
      }),
    );
  }
  return found;
};
