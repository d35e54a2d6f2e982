import type { Properties } from './configuration.ts';
import type { CoordinatorActionStatus, WorkflowActionStatus, WorkflowStatus } from './job-status.ts';
import { refusedInput } from './refused-input.ts';

/** What Oozie tells by asking for a URL. Take it as a hint to read the job: it may come late, twice, or never. */
export type Callback =
  | {
      readonly kind: 'workflow';
      readonly jobId: string;
      readonly status: WorkflowStatus;
      /** The coordinator's action, or the workflow, that this workflow is part of. */
      readonly parentId: string | undefined;
    }
  | {
      /** An action of a workflow has begun; control nodes such as `:start:` and decisions are actions, too. */
      readonly kind: 'action';
      readonly jobId: string;
      readonly nodeName: string;
      readonly status: WorkflowActionStatus;
    }
  | {
      /** An action of a workflow is over. */
      readonly kind: 'action-end';
      readonly jobId: string;
      readonly nodeName: string;
      /** The node that comes next; `*` for those of a fork, and undefined when the action was killed. */
      readonly transition: string | undefined;
    }
  | {
      /** Of a coordinator. Oozie 5.2.1 does not tell when one SUCCEEDED or FAILED: its workflow's callback does. */
      readonly kind: 'coordinator-action';
      readonly actionId: string;
      readonly jobId: string;
      readonly actionNumber: number;
      readonly status: CoordinatorActionStatus;
    }
  | {
      /** To Oozie itself, from what an action waits for, such as a Hadoop job or a child workflow. */
      readonly kind: 'external';
      /** `<workflow>@<node>` */
      readonly actionId: string;
      readonly jobId: string;
      readonly nodeName: string;
      /** In the words of what the action waits for. */
      readonly status: string;
    };

const marker = 'oozie-callback';

/**
 * The properties by which a job has Oozie tell of itself, by GET requests that {@link parseCallback} reads. A
 * coordinator's workflows tell of themselves, too, and name the coordinator's action; so does each action of a
 * workflow. A child workflow's own callbacks go to Oozie instead. The URL's own parameters, such as a key, stay.
 * @param url where they are sent: absolute, and to be reached from Oozie
 * @throws {OozieError} `invalid-request` for a URL that Oozie could not ask for as it is
 * @see org.apache.oozie.command.wf.WorkflowNotificationXCommand,
 * org.apache.oozie.command.coord.CoordActionNotificationXCommand
 */
export function notificationProperties(
  url: string | URL,
  options: {
    /** Of Oozie, to reach the URL: `host:port`, or `socks@host:port`. */
    proxy?: string;
  } = {},
): Properties {
  const base = baseOf(url);
  const at = (kind: string, parameters: string) => `${base}${marker}=${kind}&${parameters}`;
  const { proxy } = options;
  return {
    'oozie.wf.workflow.notification.url': at('workflow', 'jobId=$jobId&status=$status&parentId=$parentId'),
    'oozie.wf.action.notification.url': at('action', 'jobId=$jobId&nodeName=$nodeName&status=$status'),
    'oozie.coord.action.notification.url': at('coordinator-action', 'actionId=$actionId&status=$status'),
    ...(proxy === undefined
      ? {}
      : {
          'oozie.wf.workflow.notification.proxy': proxy,
          'oozie.coord.action.notification.proxy': proxy,
        }),
  };
}

/** Ends where a parameter can be added. */
function baseOf(url: string | URL): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const written = parsed?.href ?? String(url);
  if (
    !parsed ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.hash ||
    parsed.username ||
    written.includes('$')
  ) {
    throw refusedInput(
      `Oozie cannot ask for ${url}: give an absolute http or https URL, without a user, a # or a $ in it.`,
    );
  }
  return `${written}${parsed.search ? '&' : '?'}`;
}

/**
 * Reads what Oozie tells by the URL that it asks for; undefined for a URL that {@link notificationProperties} did not
 * make, and that is none of Oozie's own (`/oozie/callback?id=…&status=…`).
 * @param url as it was asked for, or only its path and what follows
 */
export function parseCallback(url: string | URL): Callback | undefined {
  if (!URL.canParse(url, 'http://localhost')) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const jobId = searchParams.get('jobId') ?? '';
  const status = searchParams.get('status') ?? '';
  switch (searchParams.get(marker)) {
    case 'workflow':
      return jobId && status
        ? { kind: 'workflow', jobId, status, parentId: searchParams.get('parentId') || undefined }
        : undefined;
    case 'action':
      return actionCallback(jobId, searchParams.get('nodeName') ?? '', status);
    case 'coordinator-action':
      return coordinatorCallback(searchParams.get('actionId') ?? '', status);
    case null:
      return /\/callback\/?$/.test(pathname)
        ? externalCallback(searchParams.get('id') ?? '', status)
        : undefined;
    default:
      return undefined;
  }
}

function actionCallback(jobId: string, nodeName: string, written: string): Callback | undefined {
  const [, what, rest = ''] = /^([ST]):(.+)$/.exec(written) ?? [];
  if (!jobId || !nodeName || !what) return undefined;
  if (what === 'S') return { kind: 'action', jobId, nodeName, status: rest };
  return { kind: 'action-end', jobId, nodeName, transition: rest === 'null' ? undefined : rest };
}

function coordinatorCallback(actionId: string, status: string): Callback | undefined {
  const [, jobId, number] = /^(.+)@(\d+)$/.exec(actionId) ?? [];
  if (!jobId || !status) return undefined;
  return { kind: 'coordinator-action', actionId, jobId, actionNumber: Number(number), status };
}

function externalCallback(actionId: string, status: string): Callback | undefined {
  const [, jobId, nodeName] = /^([^@]+)@(.+)$/.exec(actionId) ?? [];
  if (!jobId || !nodeName || !status) return undefined;
  return { kind: 'external', actionId, jobId, nodeName, status };
}
