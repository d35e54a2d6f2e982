import type { Configuration } from './configuration.ts';
import type { ActionOutcome } from './oozie-state.ts';

/**
 * Something that Oozie does to a job: at once, because somebody asked, or later, from its queue. Plain data.
 * @see org.apache.oozie.command.XCommand
 */
export type Command =
  | { readonly does: 'start' | 'suspend' | 'resume' | 'kill'; readonly job: string }
  | { readonly does: 'rerun'; readonly job: string; readonly conf: Configuration }
  /** Goes on with a workflow at a node that was reached. */
  | { readonly does: 'enter'; readonly job: string; readonly node: string }
  /** An action of a workflow has ended. */
  | {
      readonly does: 'complete';
      readonly job: string;
      readonly node: string;
      readonly run: number;
      readonly outcome: ActionOutcome;
      readonly data?: string;
    }
  /** A sub-workflow has ended. */
  | {
      readonly does: 'hear of child';
      readonly job: string;
      readonly node: string;
      readonly child: string;
      readonly status: string;
    }
  | { readonly does: 'materialize'; readonly job: string }
  /** Looks whether an action of a coordinator has all that it waits for. */
  | { readonly does: 'check input'; readonly job: string; readonly action: number }
  /** Starts what actions of a coordinator are ready. */
  | { readonly does: 'start ready'; readonly job: string }
  | { readonly does: 'start action'; readonly job: string; readonly action: number }
  | { readonly does: 'change'; readonly job: string; readonly value: string }
  | {
      readonly does: 'rerun actions';
      readonly job: string;
      readonly type: string;
      readonly scope: string;
      readonly refresh: boolean;
      readonly failed: boolean;
      readonly conf: Configuration | null;
    }
  | {
      readonly does: 'rerun bundle';
      readonly job: string;
      readonly coordinators: string | null;
      readonly dates: string | null;
      readonly refresh: boolean;
    }
  | { readonly does: 'submit coordinator'; readonly job: string; readonly name: string };
