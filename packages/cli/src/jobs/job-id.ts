import { usageFailure } from '../failure.ts';

export type JobKind = 'workflow' | 'coordinator' | 'bundle';

/** What an id says about what it names. */
export interface JobId {
  /** As it was given. */
  readonly id: string;
  readonly kind: JobKind;
  /** The job's own id: that of the job an action belongs to. */
  readonly job: string;
  /** The node of a workflow, or the number of a coordinator's action; undefined for the job itself. */
  readonly action: string | undefined;
}

const kinds: Readonly<Record<string, JobKind>> = { W: 'workflow', C: 'coordinator', B: 'bundle' };

/**
 * Reads an id of any kind: a workflow's `…-W`, a coordinator's `…-C`, a bundle's `…-B`, or an action's `…-W@node` or
 * `…-C@3`.
 * @throws {Failure} for what can be none
 */
export function readJobId(given: string): JobId {
  const id = given.trim();
  const [, job, letter = '', action] = /^([^\s@/]+-([WCB]))(?:@(.+))?$/.exec(id) ?? [];
  const kind = kinds[letter];
  const fits =
    action === undefined || kind === 'workflow' || (kind === 'coordinator' && /^[1-9]\d*$/.test(action));
  if (job !== undefined && kind !== undefined && fits) return { id, kind, job, action };
  throw usageFailure(
    `"${given}" is no id of a job.`,
    'Ids end in -W (workflow), -C (coordinator) or -B (bundle); actions have @node or @number behind. howdah jobs lists them.',
  );
}

/** `workflow`, `action 3 of a coordinator` and so on, for messages. */
export function nameOfKind({ kind, action }: JobId): string {
  if (action === undefined) return kind;
  return kind === 'workflow' ? 'workflow’s node' : 'coordinator’s action';
}
