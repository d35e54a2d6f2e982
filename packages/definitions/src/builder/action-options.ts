import type { NewElement } from '../tree/new-node.ts';

/** Properties by their names. */
export type BuiltProperties = Readonly<Record<string, string>>;

/** The YARN container that starts an action, from the schemas 1.0 on. */
export interface LauncherOptions {
  readonly memoryMb?: number;
  readonly vcores?: number;
  readonly javaOpts?: string;
  /** `NAME=value` */
  readonly env?: string;
  readonly queue?: string;
  readonly sharelib?: string;
  readonly viewAcl?: string;
  readonly modifyAcl?: string;
}

/** What every action runs with that runs in YARN. `global` can say it for all. */
export interface LaunchedOptions {
  readonly resourceManager?: string;
  readonly nameNode?: string;
  readonly launcher?: LauncherOptions;
  /** Paths that are deleted or made before the action runs. */
  readonly prepare?: { readonly delete?: readonly string[]; readonly mkdir?: readonly string[] };
  readonly configuration?: BuiltProperties;
}

interface WithSettings extends LaunchedOptions {
  readonly jobXmls?: readonly string[];
  readonly files?: readonly string[];
  readonly archives?: readonly string[];
}

type ScriptOrQuery =
  | { readonly script: string; readonly query?: never }
  | { readonly query: string; readonly script?: never };

/** What an fs action does, one operation after the other. */
export type FsStep =
  /** `skipTrash`: of the workflow schema 0.5 only. */
  | { readonly delete: string; readonly skipTrash?: boolean }
  | { readonly mkdir: string }
  | { readonly touchz: string }
  | { readonly move: string; readonly to: string }
  | { readonly chmod: string; readonly permissions: string; readonly recursive?: boolean }
  | { readonly chgrp: string; readonly group: string; readonly recursive?: boolean }
  /** Of the workflow schema 0.5 only. */
  | { readonly setrep: string; readonly replicationFactor: number };

/** What each type of action is told. */
export interface ActionOptions {
  'map-reduce': WithSettings & {
    /** Programs that read records from their input and write them to their output. */
    readonly streaming?: {
      readonly mapper?: string;
      readonly reducer?: string;
      readonly recordReader?: string;
      /** `NAME=value` */
      readonly recordReaderMappings?: readonly string[];
      readonly env?: readonly string[];
    };
    /** A program in C++. */
    readonly pipes?: {
      readonly map?: string;
      readonly reduce?: string;
      readonly inputformat?: string;
      readonly partitioner?: string;
      readonly writer?: string;
      readonly program?: string;
    };
    readonly configClass?: string;
  };
  pig: WithSettings & {
    readonly script: string;
    readonly params?: readonly string[];
    readonly arguments?: readonly string[];
  };
  java: WithSettings & {
    readonly mainClass: string;
    readonly javaOpts?: string;
    readonly args?: readonly string[];
    readonly captureOutput?: boolean;
  };
  fs: { readonly nameNode?: string; readonly operations: readonly FsStep[] };
  'sub-workflow': {
    readonly appPath: string;
    readonly propagateConfiguration?: boolean;
    readonly configuration?: BuiltProperties;
  };
  hive: WithSettings &
    ScriptOrQuery & { readonly params?: readonly string[]; readonly arguments?: readonly string[] };
  hive2: WithSettings &
    ScriptOrQuery & {
      readonly jdbcUrl: string;
      readonly password?: string;
      readonly params?: readonly string[];
      readonly arguments?: readonly string[];
    };
  shell: WithSettings & {
    readonly exec: string;
    readonly arguments?: readonly string[];
    /** `NAME=value` */
    readonly envVars?: readonly string[];
    readonly captureOutput?: boolean;
  };
  sqoop: WithSettings &
    (
      | { readonly command: string; readonly args?: never }
      | { readonly args: readonly string[]; readonly command?: never }
    );
  distcp: LaunchedOptions & { readonly javaOpts?: string; readonly args: readonly string[] };
  spark: WithSettings & {
    readonly master: string;
    readonly mode?: string;
    /** Of the application in YARN; by default the action's. */
    readonly name?: string;
    readonly class?: string;
    readonly jar: string;
    readonly sparkOpts?: string;
    readonly args?: readonly string[];
  };
  email: {
    readonly to: string;
    readonly cc?: string;
    readonly bcc?: string;
    readonly subject: string;
    readonly body: string;
    readonly contentType?: string;
    readonly attachment?: string;
  };
  ssh: {
    readonly host: string;
    readonly command: string;
    readonly args?: readonly string[];
    readonly captureOutput?: boolean;
  };
  git: Omit<LaunchedOptions, 'launcher'> & {
    readonly nameNode: string;
    readonly gitUri: string;
    readonly branch?: string;
    readonly keyPath?: string;
    readonly destinationUri: string;
  };
  /** Of a type that Oozie doesn't come with. */
  extension: { readonly element: NewElement };
}
