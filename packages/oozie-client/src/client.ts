import { type AdminOperations, adminOperations } from './admin.ts';
import { type BundleOperations, bundleOperations } from './bundles.ts';
import type { Properties } from './configuration.ts';
import { type CoordinatorOperations, coordinatorOperations } from './coordinators.ts';
import { type SubmitOnceOptions, type SubmittedOnce, submitOnce } from './exactly-once/index.ts';
import { callBack } from './external-callback.ts';
import { type JobsClient, jobsOn } from './jobs-client.ts';
import { type LogOptions, readLog } from './log.ts';
import { type LogLine, type TailOptions, tailLog } from './log-tail.ts';
import { type SlaFeeds, slaFeeds } from './sla.ts';
import { type ScriptKind, submitScript } from './submission.ts';
import { createTransport, type OozieClientOptions, type RequestOptions } from './transport.ts';
import { type Validation, validate } from './validation.ts';
import { type WorkflowOperations, workflowOperations } from './workflows.ts';

/** Apache Oozie's REST API. Every operation fails with an {@link OozieError}, and with nothing else. */
export interface OozieClient extends JobsClient {
  readonly workflows: WorkflowOperations;
  readonly coordinators: CoordinatorOperations;
  readonly bundles: BundleOperations;
  readonly admin: AdminOperations;
  /**
   * Makes a job under a key, once, however often this is called with it and whatever answers are lost. Looks before it
   * sends, sends what is inert until started, and starts one job under the key.
   * @example
   * await oozie.submitOnce(properties, { key: 'ingest-2026-11-23' });
   */
  submitOnce(properties: Properties, options: SubmitOnceOptions): Promise<SubmittedOnce>;
  /**
   * Runs a script without a workflow, as `oozie pig` and the like do.
   * @throws {OozieError} Oozie 5.2.1 refuses every one, since it refuses the `user.name` that it puts in itself:
   * `invalid-request` with the code E0803 and the inner code E0808. Submit a workflow of one action instead.
   */
  submitScript(kind: ScriptKind, properties: Properties, options?: RequestOptions): Promise<{ id: string }>;
  /** Checks a document against Oozie's schemas; a dry run checks more, such as transitions and parameters. */
  validate(xml: string, options?: RequestOptions): Promise<Validation>;
  /** How jobs stand to their service levels. */
  readonly sla: SlaFeeds;
  /**
   * Tells Oozie what became of what a workflow's action waits for, as Hadoop's jobs do. Oozie finds out for itself
   * what is true, just sooner.
   * @param actionId `<workflow>@<node>`
   * @param status in the words of what the action waits for, e.g. `SUCCEEDED`
   * @param data what it leaves for the action, up to 2048 characters (E1603)
   */
  callBack(actionId: string, status: string, data?: Properties, options?: RequestOptions): Promise<void>;
  /** The log of a job of any kind, as it arrives. */
  log(id: string, options?: LogOptions): AsyncIterable<string>;
  /**
   * Follows the log of a job of any kind until the job is over, every line once; also in several sittings.
   * @example
   * for await (const { text, position } of oozie.tail(id, { from: left })) {
   *   console.log(text);
   *   left = position;
   * }
   */
  tail(id: string, options?: TailOptions): AsyncIterable<LogLine>;
}

/**
 * A client of one Oozie. It sends nothing by itself, and keeps nothing but which version of the web service to use.
 * @example
 * const oozie = createOozieClient({ url: 'http://localhost:11000/oozie', user: 'alice' });
 * const { rows } = await oozie.workflows.list({ filter: { user: 'alice', status: ['PREP', 'RUNNING'] } });
 * @throws {OozieError} `invalid-request` when the URL is none
 */
export function createOozieClient(options: OozieClientOptions): OozieClient {
  const transport = createTransport(options);
  const client: OozieClient = {
    ...jobsOn(transport),
    workflows: workflowOperations(transport),
    coordinators: coordinatorOperations(transport),
    bundles: bundleOperations(transport),
    admin: adminOperations(transport),
    submitOnce: (properties, given) => submitOnce(client, properties, given),
    submitScript: (kind, properties, given) => submitScript(transport, kind, properties, given),
    validate: (xml, given) => validate(transport, xml, given),
    sla: slaFeeds(transport),
    callBack: (actionId, status, data, given) => callBack(transport, actionId, status, data, given),
    log: (id, given) => readLog(transport, id, given),
    tail: (id, given) => tailLog({ log: client.log, status: client.workflows.status }, id, given),
  };
  return client;
}
