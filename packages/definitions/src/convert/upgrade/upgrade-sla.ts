import { insertAfter, removeNode, replaceNode } from '../../tree/edit-children.ts';
import { childElements, childNamed, nameRange } from '../../tree/navigate.ts';
import { copyOf, newComment } from '../../tree/new-node.ts';
import type { TextChange } from '../../tree/text-change.ts';
import { elementValue } from '../../tree/value.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';
import type { ConversionNote } from '../note.ts';

/** What version 0.1 has and 0.2 has not. Oozie alerts nobody by them, and hands them on in its old feed of events. */
const without = new Set([
  'app-name',
  'parent-client-id',
  'parent-sla-id',
  'dev-contact',
  'qa-contact',
  'se-contact',
  'alert-frequency',
  'alert-percentage',
]);

/**
 * The content of an `<sla:info>` 0.1 as 0.2 has it: the fields that 0.2 lacks become comments, and the message
 * comes behind the contact.
 * @see org.apache.oozie.sla.SLAOperations
 */
export function upgradeSla(
  tree: XmlTree,
  info: XmlElement,
): { changes: TextChange[]; notes: ConversionNote[] } {
  const changes: TextChange[] = [];
  const notes: ConversionNote[] = [];
  for (const field of childElements(info)) {
    if (!without.has(field.local)) continue;
    const { text } = elementValue(field);
    if (text === '') {
      changes.push(...removeNode(tree, field));
      continue;
    }
    const comment = ` ${field.local}: ${text} `.replaceAll('--', '- -').replace(/-$/, '- ');
    changes.push(...replaceNode(tree, field, newComment(comment)));
    notes.push({
      code: 'sla-field-left-out',
      message: `SLA 0.2 has no <${field.local}>: “${text.slice(0, 80)}” is a comment now. No alert of Oozie’s depends on it, but a program that reads /v1/sla no longer gets it.`,
      range: nameRange(tree, field),
      of: field.local,
    });
  }
  const message = childNamed(info, 'notification-msg');
  const contact = childNamed(info, 'alert-contact');
  if (message !== undefined && contact !== undefined && message.start < contact.start) {
    changes.push(...removeNode(tree, message), ...insertAfter(tree, contact, copyOf(tree, message)));
  }
  return { changes, notes };
}
