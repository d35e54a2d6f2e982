import { childElements, childNamed } from '../tree/navigate.ts';
import { attributeValue, type Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

const kinds = ['delete', 'mkdir', 'move', 'chmod', 'touchz', 'chgrp', 'setrep'] as const;

/** What an fs action or a `<prepare>` does to a file. */
export type FileOperationKind = (typeof kinds)[number];

/** One operation on files. Which of its values there can be depends on its kind and on the schema's version. */
export interface FileOperation {
  readonly kind: FileOperationKind;
  readonly element: XmlElement;
  /** Of all kinds but `move`. */
  readonly path: Value | undefined;
  /** Of `move`. */
  readonly source: Value | undefined;
  readonly target: Value | undefined;
  /** Of `chmod`. */
  readonly permissions: Value | undefined;
  /** Of `chgrp`. */
  readonly group: Value | undefined;
  /** Of `chmod` and `chgrp`: whether directories' files change too. */
  readonly dirFiles: Value | undefined;
  /** Of `chmod` and `chgrp`. */
  readonly recursive: boolean;
  /** Of `setrep`. */
  readonly replicationFactor: Value | undefined;
  /** Of `delete`. */
  readonly skipTrash: Value | undefined;
}

/** The file operations directly within an element, in their order. */
export function readFileOperations(element: XmlElement): FileOperation[] {
  return childElements(element).flatMap((child) => {
    const kind = kinds.find((known) => known === child.local);
    return kind === undefined ? [] : [readFileOperation(kind, child)];
  });
}

function readFileOperation(kind: FileOperationKind, element: XmlElement): FileOperation {
  return {
    kind,
    element,
    path: attributeValue(element, 'path'),
    source: attributeValue(element, 'source'),
    target: attributeValue(element, 'target'),
    permissions: attributeValue(element, 'permissions'),
    group: attributeValue(element, 'group'),
    dirFiles: attributeValue(element, 'dir-files'),
    recursive: childNamed(element, 'recursive') !== undefined,
    replicationFactor: attributeValue(element, 'replication-factor'),
    skipTrash: attributeValue(element, 'skip-trash'),
  };
}
