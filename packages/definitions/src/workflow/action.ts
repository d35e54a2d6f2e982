import type { Properties } from '../configuration/configuration.ts';
import type { FileOperation } from '../configuration/file-operation.ts';
import type { Launcher } from '../configuration/launcher.ts';
import type { Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/**
 * What an action does, by its `type`: the local name of the element, as Oozie goes by. Properties have the names
 * of Oozie's elements; an element that can come several times is a list. Which of them a version has, the schema
 * says (`elementTypeOf`); an element that is in the document is in the model, whatever the version.
 */
export type Action =
  | MapReduceAction
  | PigAction
  | JavaAction
  | FsAction
  | SubWorkflowAction
  | HiveAction
  | Hive2Action
  | ShellAction
  | SqoopAction
  | DistcpAction
  | SparkAction
  | EmailAction
  | SshAction
  | GitAction
  | ExtensionAction;

/** The types that Oozie 5.2.1 comes with. */
export type ActionType = Exclude<Action, ExtensionAction>['type'];

interface ActionBase {
  readonly element: XmlElement;
  /** Of the action's own schema, e.g. `1.0` of `uri:oozie:shell-action:1.0`; of the workflow's for the others. */
  readonly version: string | undefined;
}

/** What most actions have that run in YARN. */
interface LaunchedAction extends ActionBase {
  readonly jobTracker: Value | undefined;
  /** Instead of `jobTracker`, in schemas 1.0. */
  readonly resourceManager: Value | undefined;
  readonly nameNode: Value | undefined;
  readonly prepare: Prepare | undefined;
  /** Schemas 1.0. */
  readonly launcher: Launcher | undefined;
  readonly jobXmls: readonly Value[];
  readonly configuration: Properties | undefined;
}

interface WithFiles {
  readonly files: readonly Value[];
  readonly archives: readonly Value[];
}

/** A `<prepare>`: what is deleted and made before the action runs. */
export interface Prepare {
  readonly element: XmlElement;
  readonly operations: readonly FileOperation[];
}

export interface MapReduceAction extends LaunchedAction, WithFiles {
  readonly type: 'map-reduce';
  readonly streaming: Streaming | undefined;
  readonly pipes: Pipes | undefined;
  readonly configClass: Value | undefined;
}

export interface Streaming {
  readonly element: XmlElement;
  readonly mapper: Value | undefined;
  readonly reducer: Value | undefined;
  readonly recordReader: Value | undefined;
  readonly recordReaderMappings: readonly Value[];
  readonly envs: readonly Value[];
}

export interface Pipes {
  readonly element: XmlElement;
  readonly map: Value | undefined;
  readonly reduce: Value | undefined;
  readonly inputformat: Value | undefined;
  readonly partitioner: Value | undefined;
  readonly writer: Value | undefined;
  readonly program: Value | undefined;
}

export interface PigAction extends LaunchedAction, WithFiles {
  readonly type: 'pig';
  readonly script: Value | undefined;
  readonly params: readonly Value[];
  readonly arguments: readonly Value[];
}

export interface JavaAction extends LaunchedAction, WithFiles {
  readonly type: 'java';
  readonly mainClass: Value | undefined;
  readonly javaOpts: Value | undefined;
  /** The `<java-opt>`, which there can be instead of `<java-opts>` from 0.4 on. */
  readonly javaOptList: readonly Value[];
  readonly args: readonly Value[];
  readonly captureOutput: boolean;
}

export interface FsAction extends ActionBase {
  readonly type: 'fs';
  readonly nameNode: Value | undefined;
  readonly jobXmls: readonly Value[];
  readonly configuration: Properties | undefined;
  readonly operations: readonly FileOperation[];
}

export interface SubWorkflowAction extends ActionBase {
  readonly type: 'sub-workflow';
  readonly appPath: Value | undefined;
  readonly propagateConfiguration: boolean;
  readonly configuration: Properties | undefined;
}

export interface HiveAction extends LaunchedAction, WithFiles {
  readonly type: 'hive';
  readonly script: Value | undefined;
  /** Instead of `script`, from 0.6 on. */
  readonly query: Value | undefined;
  readonly params: readonly Value[];
  readonly arguments: readonly Value[];
}

export interface Hive2Action extends LaunchedAction, WithFiles {
  readonly type: 'hive2';
  readonly jdbcUrl: Value | undefined;
  readonly password: Value | undefined;
  readonly script: Value | undefined;
  /** Instead of `script`, from 0.2 on. */
  readonly query: Value | undefined;
  readonly params: readonly Value[];
  readonly arguments: readonly Value[];
}

export interface ShellAction extends LaunchedAction, WithFiles {
  readonly type: 'shell';
  readonly exec: Value | undefined;
  readonly arguments: readonly Value[];
  readonly envVars: readonly Value[];
  readonly captureOutput: boolean;
}

export interface SqoopAction extends LaunchedAction, WithFiles {
  readonly type: 'sqoop';
  readonly command: Value | undefined;
  /** Instead of `command`. */
  readonly args: readonly Value[];
}

export interface DistcpAction extends LaunchedAction {
  readonly type: 'distcp';
  readonly javaOpts: Value | undefined;
  readonly args: readonly Value[];
}

export interface SparkAction extends LaunchedAction, WithFiles {
  readonly type: 'spark';
  readonly master: Value | undefined;
  readonly mode: Value | undefined;
  readonly name: Value | undefined;
  readonly class: Value | undefined;
  readonly jar: Value | undefined;
  readonly sparkOpts: Value | undefined;
  readonly args: readonly Value[];
}

export interface EmailAction extends ActionBase {
  readonly type: 'email';
  readonly to: Value | undefined;
  readonly cc: Value | undefined;
  readonly bcc: Value | undefined;
  readonly subject: Value | undefined;
  readonly body: Value | undefined;
  readonly contentType: Value | undefined;
  readonly attachment: Value | undefined;
}

export interface SshAction extends ActionBase {
  readonly type: 'ssh';
  readonly host: Value | undefined;
  readonly command: Value | undefined;
  /** The `<args>`. */
  readonly args: readonly Value[];
  /** The `<arg>`, which there can be instead from 0.2 on. */
  readonly argList: readonly Value[];
  readonly captureOutput: boolean;
}

export interface GitAction extends LaunchedAction {
  readonly type: 'git';
  readonly gitUri: Value | undefined;
  readonly branch: Value | undefined;
  readonly keyPath: Value | undefined;
  readonly destinationUri: Value | undefined;
}

/** An action of a type that Oozie doesn't come with. It is kept as it is. */
export interface ExtensionAction extends ActionBase {
  readonly type: 'extension';
  /** The local name of its element: how the server knows it. */
  readonly name: string;
}
