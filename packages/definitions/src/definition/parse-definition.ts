import { readBundle } from '../bundle/read-bundle.ts';
import { readCoordinator } from '../coordinator/read-coordinator.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { nameRange, printXml } from '../tree/navigate.ts';
import { type ParsedXml, parseXml } from '../tree/parse-xml.ts';
import type { XmlLimits } from '../tree/xml-tree.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import type { Definition } from './definition.ts';

/**
 * Reads a workflow (0.1 to 1.0), a coordinator (0.1 to 0.5) or a bundle (0.1, 0.2) with everything in it: comments,
 * unknown elements, its formatting. Never throws: what is wrong with the XML comes as diagnostics, with as much
 * of the model as there is. What Oozie thinks of the definition, `check` says.
 */
export function parseDefinition(xml: string, limits: Partial<XmlLimits> = {}): Definition {
  return readDefinition(parseXml(xml, limits));
}

/** Views a document as what its root says it is. */
export function readDefinition({ tree, diagnostics }: ParsedXml): Definition {
  const { root } = tree;
  switch (root?.local) {
    case 'workflow-app':
      return { kind: 'workflow', model: readWorkflow(root), tree, diagnostics };
    case 'coordinator-app':
      return { kind: 'coordinator', model: readCoordinator(root), tree, diagnostics };
    case 'bundle-app':
      return { kind: 'bundle', model: readBundle(root), tree, diagnostics };
    default: {
      if (root === undefined) return { kind: 'unknown', model: undefined, tree, diagnostics };
      const unknown: Diagnostic = {
        code: 'not-a-definition',
        severity: 'error',
        message: `<${root.name.slice(0, 60)}> is no workflow-app, coordinator-app or bundle-app.`,
        range: nameRange(tree, root),
      };
      return { kind: 'unknown', model: undefined, tree, diagnostics: [...diagnostics, unknown] };
    }
  }
}

/** The definition as XML: byte for byte what was read, apart from what was edited. */
export function printDefinition(definition: Definition): string {
  return printXml(definition.tree);
}
