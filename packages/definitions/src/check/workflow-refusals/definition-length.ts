import type { WorkflowDefinition } from '../../definition/definition.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** A definition that is longer than Oozie reads. It counts the bytes of the file. */
export const definitionLength: Rule<WorkflowDefinition> = ({ definition: { tree, model }, server }) => {
  // Three bytes are the most for one character of a text.
  if (tree.text.length * 3 <= server.definitionLength) return [];
  const bytes = lengthInUtf8(tree.text);
  if (bytes <= server.definitionLength) return [];
  return [
    refusalAt(tree, model.element, {
      code: 'definition-too-long',
      oozieCode: 'E0736',
      message: `The workflow has ${bytes} bytes, and Oozie reads ${server.definitionLength} at most. Move a part of it into a sub-workflow.`,
    }),
  ];
};

function lengthInUtf8(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // The two halves of a character beyond U+FFFF make four bytes.
    if (code >= 0x80) length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}
