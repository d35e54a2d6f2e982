import { childNamed } from '../tree/navigate.ts';
import { childValue, type Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/** A `<launcher>`: the YARN container that starts an action (schemas 1.0). */
export interface Launcher {
  readonly element: XmlElement;
  /** Megabytes. */
  readonly memoryMb: Value | undefined;
  readonly vcores: Value | undefined;
  readonly javaOpts: Value | undefined;
  readonly env: Value | undefined;
  readonly queue: Value | undefined;
  readonly sharelib: Value | undefined;
  readonly viewAcl: Value | undefined;
  readonly modifyAcl: Value | undefined;
}

export function readLauncher(element: XmlElement): Launcher | undefined {
  const launcher = childNamed(element, 'launcher');
  if (launcher === undefined) return undefined;
  return {
    element: launcher,
    memoryMb: childValue(launcher, 'memory.mb'),
    vcores: childValue(launcher, 'vcores'),
    javaOpts: childValue(launcher, 'java-opts'),
    env: childValue(launcher, 'env'),
    queue: childValue(launcher, 'queue'),
    sharelib: childValue(launcher, 'sharelib'),
    viewAcl: childValue(launcher, 'view-acl'),
    modifyAcl: childValue(launcher, 'modify-acl'),
  };
}
