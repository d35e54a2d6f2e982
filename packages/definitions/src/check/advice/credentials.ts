import type { WorkflowDefinition } from '../../definition/definition.ts';
import { removeElement } from '../../definition/edit-parts.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import { setAttribute } from '../../tree/edit-content.ts';
import { childElements } from '../../tree/navigate.ts';
import type { Rule } from '../rule.ts';
import { advise, adviseWithin } from './advise.ts';

/** Credentials that actions name and nobody defines, and those that are defined and nobody names. */
export const credentials: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => {
  const found: Diagnostic[] = [];
  const defined = new Map(
    model.credentials.flatMap((one) =>
      one.name === undefined ? [] : [[one.name.text.toLowerCase(), one] as const],
    ),
  );
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
    for (const written of cred.text.split(',')) {
      const part = { start, end: start + written.length };
      start = part.end + 1;
      const name = written.trim();
      named.add(name.toLowerCase());
      if (name === '' || (name === written && defined.has(name.toLowerCase()))) continue;
      if (defined.has(name.toLowerCase())) {
        const tidy = cred.text
          .split(',')
          .map((one) => one.trim())
          .join(',');
        found.push(
          adviseWithin(tree, cred, part, {
            code: 'unknown-credential',
            severity: 'warning',
            message: `Oozie looks for a credential called "${written}", with its blanks, and fails the action with JA021. Take the blanks out.`,
            fix: { title: 'Take the blanks out', changes: setAttribute(tree, node.element, 'cred', tidy) },
          }),
        );
        continue;
      }
      const meant = nearest(
        name,
        [...defined.values()].map((one) => one.name?.text ?? ''),
      );
      const effect = model.credentials.length > 0 ? 'the action fails with JA021' : 'the action gets none';
      found.push(
        adviseWithin(tree, cred, part, {
          code: 'unknown-credential',
          severity: 'warning',
          message: `The workflow defines no credential ${name}: ${effect}. ${meant === undefined ? 'Add it to <credentials>.' : `Did you mean ${meant}?`}`,
        }),
      );
    }
  }
  if (!known) return found;
  for (const [name, one] of defined) {
    if (named.has(name) || one.name === undefined) continue;
    const section = one.element.parent;
    const alone = section !== undefined && childElements(section).length === 1;
    found.push(
      advise(tree, one.name, {
        code: 'unused-credential',
        severity: 'info',
        message: `No action uses the credential ${one.name.text}. Name it in the cred of the actions that need it, or take it out.`,
        fix: {
          title: `Take out ${one.name.text}`,
          changes: removeElement(tree, alone ? section : one.element),
        },
      }),
    );
  }
  return found;
};
