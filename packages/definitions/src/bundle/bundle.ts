import type { Properties } from '../configuration/configuration.ts';
import type { Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/** A `<bundle-app>`: a view of the tree, read once. As with a workflow, nothing is checked. */
export interface Bundle {
  readonly element: XmlElement;
  /** `0.1` or `0.2`; `undefined` when the namespace is no `uri:oozie:bundle:…`. */
  readonly version: string | undefined;
  readonly name: Value | undefined;
  /** From 0.2 on. */
  readonly parameters: Properties | undefined;
  readonly controls: BundleControls | undefined;
  readonly coordinators: readonly BundleCoordinator[];
  /** Child elements that Oozie knows nothing of. */
  readonly unknown: readonly XmlElement[];
}

export interface BundleControls {
  readonly element: XmlElement;
  readonly kickOffTime: Value | undefined;
}

export interface BundleCoordinator {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly critical: Value | undefined;
  /** From 0.2 on. */
  readonly enabled: Value | undefined;
  readonly appPath: Value | undefined;
  readonly configuration: Properties | undefined;
}
