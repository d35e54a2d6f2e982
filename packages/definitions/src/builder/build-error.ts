/**
 * Why a definition can't be built:
 * - `empty`: a workflow or a branch without a step
 * - `illegal-name`, `duplicate-name`, `unknown-dependency`, `circle`: of the steps named
 * - `not-nested`: the dependencies can't be expressed by forks and joins within each other; `barrier` says what would do
 * - `refused`: Oozie would refuse it for another reason, told in the message
 */
export type BuildProblem =
  | 'empty'
  | 'illegal-name'
  | 'duplicate-name'
  | 'unknown-dependency'
  | 'circle'
  | 'not-nested'
  | 'refused';

/** All steps of `behind` would wait for all of `before`. */
export interface Barrier {
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/** What was described is no workflow that Oozie would take. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly problem: BuildProblem;
  /** The names of the steps that it is about. */
  readonly steps: readonly string[];
  readonly barrier: Barrier | undefined;

  constructor(problem: BuildProblem, message: string, steps: readonly string[], barrier?: Barrier) {
    super(message);
    this.problem = problem;
    this.steps = steps;
    this.barrier = barrier;
  }
}
