import type { Properties } from '../configuration/configuration.ts';
import type { Sla } from '../sla/sla.ts';
import type { Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { InputLogic } from './input-logic.ts';

/** A `<coordinator-app>`: a view of the tree, read once. As with a workflow, nothing is checked. */
export interface Coordinator {
  readonly element: XmlElement;
  /** `0.1` to `0.5`; `undefined` when the namespace is no `uri:oozie:coordinator:…`. */
  readonly version: string | undefined;
  readonly name: Value | undefined;
  /** Minutes, an EL expression such as `${coord:days(1)}`, or cron. */
  readonly frequency: Value | undefined;
  readonly start: Value | undefined;
  readonly end: Value | undefined;
  readonly timezone: Value | undefined;
  /** From 0.4 on. */
  readonly parameters: Properties | undefined;
  readonly controls: CoordinatorControls | undefined;
  readonly datasets: Datasets | undefined;
  readonly inputEvents: InputEvents | undefined;
  /** From 0.5 on. */
  readonly inputLogic: InputLogic | undefined;
  readonly outputEvents: OutputEvents | undefined;
  readonly action: CoordinatorRunsWorkflow | undefined;
  /** Child elements that Oozie knows nothing of. */
  readonly unknown: readonly XmlElement[];
}

export interface CoordinatorControls {
  readonly element: XmlElement;
  /** Minutes that an action waits for its input. */
  readonly timeout: Value | undefined;
  readonly concurrency: Value | undefined;
  /** `FIFO`, `LIFO`, `LAST_ONLY` or `NONE`. */
  readonly execution: Value | undefined;
  /** From 0.2 on. */
  readonly throttle: Value | undefined;
}

export interface Datasets {
  readonly element: XmlElement;
  /** Paths of documents with more datasets. */
  readonly includes: readonly Value[];
  readonly datasets: readonly Dataset[];
  readonly asyncDatasets: readonly AsyncDataset[];
}

export interface Dataset {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly frequency: Value | undefined;
  readonly initialInstance: Value | undefined;
  readonly timezone: Value | undefined;
  readonly uriTemplate: Value | undefined;
  /** Absent: `_SUCCESS`. Empty: the directory itself. */
  readonly doneFlag: Value | undefined;
}

/** The schema has them, Oozie does nothing with them. */
export interface AsyncDataset {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly sequenceType: Value | undefined;
  readonly initialVersion: Value | undefined;
  readonly uriTemplate: Value | undefined;
}

export interface InputEvents {
  readonly element: XmlElement;
  readonly dataIns: readonly DataIn[];
}

export interface OutputEvents {
  readonly element: XmlElement;
  readonly dataOuts: readonly DataOut[];
}

/** A `<data-in>`: either instances, or a range from `startInstance` to `endInstance`. */
export interface DataIn {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  /** The name of a dataset. */
  readonly dataset: Value | undefined;
  readonly instances: readonly Value[];
  readonly startInstance: Value | undefined;
  readonly endInstance: Value | undefined;
}

export interface DataOut {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly dataset: Value | undefined;
  readonly instances: readonly Value[];
  /** From 0.4 on: `true` keeps the output when an action is rerun. */
  readonly nocleanup: Value | undefined;
}

/** The `<action>` of a coordinator and the `<workflow>` in it. */
export interface CoordinatorRunsWorkflow {
  readonly element: XmlElement;
  readonly workflow: XmlElement | undefined;
  readonly appPath: Value | undefined;
  readonly configuration: Properties | undefined;
  readonly sla: Sla | undefined;
}
