import * as z from 'zod/mini';
import { HowdahError } from '../howdah-error.ts';
import { epochMilliseconds, propertyMap } from '../kinds/spec-parts.ts';

/** Actions of a coordinator by their numbers: `[1, [3, 5]]` are 1, 3, 4 and 5. */
export type Numbers = readonly (number | readonly [first: number, last: number])[];
/** Actions by their nominal times, in epoch milliseconds: single ones, or from the first to the last. */
export type Dates = readonly (number | readonly [first: number, last: number])[];

/** Which actions of a coordinator are meant. */
export type Actions =
  | { readonly actions: Numbers; readonly dates?: never }
  | { readonly dates: Dates; readonly actions?: never };

type Properties = Readonly<Record<string, string | number | boolean>>;

/** Runs a workflow that is over again: the same job, with one more run. */
export interface Rerun {
  readonly do: 'rerun';
  /** `failed` (default): goes on where it failed, keeping what went well. `start`: everything again. */
  readonly from?: 'failed' | 'start';
  /** Runs everything but these nodes, which must have gone well; takes the place of `from`. */
  readonly skip?: readonly string[];
  /** Properties to change; the others stay as they are. */
  readonly properties?: Properties;
}

/** Runs actions of a coordinator that are over again. */
export type RerunActions = Actions & {
  readonly do: 'rerun actions';
  /** Find their data anew, by the coordinator's present definition and properties. Default false. */
  readonly refresh?: boolean;
  /** Leave their output where it is; Oozie deletes it otherwise. Default false. */
  readonly nocleanup?: boolean;
  /** Go on in their workflows at the nodes that failed. Default false. */
  readonly failed?: boolean;
  /** Properties for their workflows, over the coordinator's. */
  readonly properties?: Properties;
};

/** Kills those of the named actions that are not over; the others stay as they are. */
export type KillActions = Actions & { readonly do: 'kill actions' };

/** Has Oozie count actions as over that FAILED, were KILLED or TIMEDOUT. */
export type IgnoreActions = Actions & { readonly do: 'ignore actions' };

/** Has Oozie leave a coordinator alone that was KILLED or FAILED. */
export interface Ignore {
  readonly do: 'ignore';
}

/** What can be asked of a row's job that no field of the row stands for. */
export type Command = Rerun | RerunActions | KillActions | IgnoreActions | Ignore;

const number = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));
const oneOrRange = <T extends z.ZodMiniType<number, number>>(one: T) =>
  z
    .array(
      z.union([
        one,
        z
          .tuple([one, one])
          .check(z.refine((range) => Number(range[0]) <= Number(range[1]), 'must not run back')),
      ]),
    )
    .check(z.minLength(1));
const numbered = { actions: oneOrRange(number), dates: z.optional(z.undefined()) };
const dated = { dates: oneOrRange(epochMilliseconds), actions: z.optional(z.undefined()) };
const rerunActions = {
  do: z.literal('rerun actions'),
  refresh: z.optional(z.boolean()),
  nocleanup: z.optional(z.boolean()),
  failed: z.optional(z.boolean()),
  properties: z.optional(propertyMap),
};
const nodeName = z.string().check(z.regex(/^[^\s,]+$/, 'must be the name of a node'));

const command = z.union([
  z.strictObject({
    do: z.literal('rerun'),
    from: z.optional(z.enum(['failed', 'start'])),
    skip: z.optional(z.array(nodeName)),
    properties: z.optional(propertyMap),
  }),
  z.strictObject({ ...rerunActions, ...numbered }),
  z.strictObject({ ...rerunActions, ...dated }),
  z.strictObject({ do: z.literal('kill actions'), ...numbered }),
  z.strictObject({ do: z.literal('kill actions'), ...dated }),
  z.strictObject({ do: z.literal('ignore actions'), ...numbered }),
  z.strictObject({ do: z.literal('ignore actions'), ...dated }),
  z.strictObject({ do: z.literal('ignore') }),
]);

/**
 * Checks a command before it is kept.
 * @throws {HowdahError} `command-unknown`
 */
export function checkCommand(given: Command): Command {
  const parsed = command.safeParse(given);
  if (parsed.success) return parsed.data as Command;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? ` (${issue.path.map(String).join('.')}: ${issue.message})` : '';
  throw new HowdahError(
    'command-unknown',
    `${JSON.stringify(given)} is no command that Howdah knows${where}. Commands are rerun, rerun actions, kill actions, ignore actions and ignore.`,
  );
}
