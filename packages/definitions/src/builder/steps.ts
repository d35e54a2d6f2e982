import type { NewElement } from '../tree/new-node.ts';
import type { ActionOptions } from './action-options.ts';
import { actionElements } from './new-action-element.ts';

/** How a step stands among the others. */
export interface StepOptions {
  /** The steps that it waits for; by default the one described before it. `[]`: it begins at once. */
  readonly after?: string | readonly string[];
}

export interface ActionStepOptions extends StepOptions {
  /** `fail` (by default) ends the workflow as KILLED; `continue` goes on as if it had succeeded; steps run before it fails. */
  readonly onError?: 'fail' | 'continue' | Branch;
  readonly cred?: string;
  readonly retryMax?: number;
  /** Minutes. */
  readonly retryInterval?: number;
  readonly retryPolicy?: 'exponential' | 'periodic';
  /** An `info` of a namespace `uri:oozie:sla:…`. */
  readonly sla?: NewElement;
}

/** Describes the steps of a branch. */
export type Branch = (steps: Steps) => Steps;

/** What a decision does: run steps; `skip` them; `fail`. Unless it fails, what waits for the decision comes next. */
export type Outcome = Branch | 'skip' | 'fail';

export interface DecisionCase {
  /** An EL expression: `${fs:exists(input)}`. */
  readonly when: string;
  readonly run: Outcome;
}

export type Step =
  | {
      readonly kind: 'action';
      readonly name: string;
      readonly after: readonly string[];
      readonly type: keyof ActionOptions;
      readonly element: NewElement;
      readonly options: ActionStepOptions;
    }
  | {
      readonly kind: 'decision';
      readonly name: string;
      readonly after: readonly string[];
      readonly cases: readonly DecisionCase[];
      readonly otherwise: Outcome;
    };

type Add<Type extends keyof ActionOptions, Self> = (
  name: string,
  what: ActionOptions[Type],
  how?: ActionStepOptions,
) => Self;

/** Adds a step; what it is added to stays as it was. */
export interface StepMethods<Self> {
  readonly mapReduce: Add<'map-reduce', Self>;
  readonly pig: Add<'pig', Self>;
  readonly java: Add<'java', Self>;
  readonly fs: Add<'fs', Self>;
  readonly subWorkflow: Add<'sub-workflow', Self>;
  readonly hive: Add<'hive', Self>;
  readonly hive2: Add<'hive2', Self>;
  readonly shell: Add<'shell', Self>;
  readonly sqoop: Add<'sqoop', Self>;
  readonly distcp: Add<'distcp', Self>;
  readonly spark: Add<'spark', Self>;
  readonly email: Add<'email', Self>;
  readonly ssh: Add<'ssh', Self>;
  readonly git: Add<'git', Self>;
  readonly extension: Add<'extension', Self>;
  /** Takes the first case whose expression is true. Steps in it count as part of it: others wait for the decision. */
  readonly decide: (
    name: string,
    cases: readonly DecisionCase[],
    otherwise: Outcome,
    how?: StepOptions,
  ) => Self;
}

export interface Steps extends StepMethods<Steps> {
  readonly list: readonly Step[];
}

export function stepsOf(list: readonly Step[]): Steps {
  return { ...stepMethods(list, stepsOf), list };
}

export function stepMethods<Self>(
  list: readonly Step[],
  again: (list: readonly Step[]) => Self,
): StepMethods<Self> {
  const afterOf = ({ after }: StepOptions): string[] => {
    const previous = list.at(-1);
    if (after === undefined) return previous === undefined ? [] : [previous.name];
    return [...new Set(typeof after === 'string' ? [after] : after)];
  };
  const adds =
    <Type extends keyof ActionOptions>(type: Type): Add<Type, Self> =>
    (name, what, options = {}) => {
      const element = actionElements[type](what, name);
      return again([...list, { kind: 'action', name, after: afterOf(options), type, element, options }]);
    };
  return {
    mapReduce: adds('map-reduce'),
    pig: adds('pig'),
    java: adds('java'),
    fs: adds('fs'),
    subWorkflow: adds('sub-workflow'),
    hive: adds('hive'),
    hive2: adds('hive2'),
    shell: adds('shell'),
    sqoop: adds('sqoop'),
    distcp: adds('distcp'),
    spark: adds('spark'),
    email: adds('email'),
    ssh: adds('ssh'),
    git: adds('git'),
    extension: adds('extension'),
    decide: (name, cases, otherwise, options = {}) =>
      again([...list, { kind: 'decision', name, after: afterOf(options), cases, otherwise }]),
  };
}
