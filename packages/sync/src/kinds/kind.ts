import type { JobsClient } from '@howdah/oozie-client';
import type { Asked, CommandRecord, JobLink, OutboxStep, StepAction } from '../store/tables.ts';
import type { KindName } from './kind-names.ts';

/** What a row's job needs next so that Oozie has what the row asks for. */
export type Plan =
  | { next: 'nothing' }
  | { next: 'step'; action: StepAction; payload: unknown }
  /** Kill what there is and submit anew, under a new key. */
  | { next: 'replace' }
  | { next: 'park'; message: string; field: string | null };

/** What a command of a person needs next. */
export type CommandPlan =
  | Exclude<Plan, { next: 'nothing' | 'replace' }>
  /** It can be done when the job has come further. */
  | { next: 'wait' }
  /** Oozie has carried it out already. */
  | { next: 'fulfilled'; message: string };

export interface PlanInput<Spec, Job> {
  /** What the row asked for when both sides last agreed; null before they first did. */
  base: Spec | null;
  wanted: Spec;
  /** Digest of what can't be changed once the job is submitted. */
  fixedDigest: string;
  link: JobLink | null;
  /** The job as last read in full; undefined when it was not yet. */
  remote: Job | undefined;
  /** Oozie no longer has the job. */
  gone: boolean;
  onFixedChange: 'park' | 'replace' | 'ignore' | 'update';
  /** When the row came to ask for this, if that is known. */
  asked?: Asked | undefined;
}

export interface CommandInput<Job> {
  /** `asked.was` is null at the first look, when what was under way as it was asked has been done. */
  asked: CommandRecord;
  link: JobLink | null;
  /** The job as last read in full; undefined when it was not yet. */
  remote: Job | undefined;
  gone: boolean;
}

/** What a step found on the server. */
export interface Found {
  /** What is now known of the row's job; left out when nothing new. */
  link?: Pick<JobLink, 'jobId' | 'bundleId' | 'started'> & { fixedDigest?: string };
  /** A full read of the job. */
  job?: FullRead;
}

/** A full read of a job, or the news that the server no longer has it. */
export type FullRead = { id: string; gone: false; job: object } | { id: string; gone: true };

export interface Transport {
  client: JobsClient;
  /** The folder on the cluster under which definitions are stored. */
  definitionRoot(signal: AbortSignal): Promise<string>;
  /** Definitions that this engine has stored on the cluster, or is storing: digest → path. */
  stored: Map<string, Promise<string>>;
  signal: AbortSignal;
  /** Waits, in ms; rejects when the engine stops. */
  wait(ms: number): Promise<void>;
}

/**
 * One kind of job, as the engine sees it. Everything that decides is pure; `send`, `look` and `read` alone talk to
 * Oozie.
 */
export interface Kind {
  name: KindName;
  /** Others may have what a row stands for before the row is first sent: what differs then is a conflict. */
  isShared?: true;
  /**
   * Checks what a collection's `toOozie` returned.
   * @throws {SpecError} which names the field
   */
  parseSpec(value: unknown): unknown;
  fixedDigest(spec: unknown): string;
  plan(input: PlanInput<unknown, unknown>): Plan;
  /** What deleting the row needs next; `nothing` when its job is over, was never there, or is no longer. */
  planKill(input: { link: JobLink | null; remote: unknown; gone: boolean }): Plan;
  /**
   * What a command asked of the job needs next; only asked when the row needs nothing else. Left out by a kind of
   * which nothing can be asked.
   */
  planCommand?(input: CommandInput<unknown>): CommandPlan;
  /** What of a job a command could overwrite or depends on: plain data, to be compared. */
  sees(job: unknown): unknown;
  /** Whether the job has what a step brought. */
  agrees(step: OutboxStep, job: unknown): boolean;
  /**
   * Whether somebody else has changed since what a command, which Oozie accepted, had brought: the job has neither
   * what was brought nor what was there before.
   */
  changedAgain(step: OutboxStep, job: unknown): boolean;
  /**
   * Does what a step needs beforehand and can be done any number of times: stores its definitions, reads what it has
   * to be told from afterwards. Gives the payload to send it with, when that isn't the step's own.
   */
  prepare(step: OutboxStep, transport: Transport): Promise<{ payload: unknown } | undefined>;
  /** Carries a step out. Throws the client's `OozieError`; a lost answer must come out as one. */
  send(step: OutboxStep, transport: Transport): Promise<Found>;
  /** Finds out whether a step whose answer was lost was carried out. `absent`: certainly not so far. */
  look(step: OutboxStep, transport: Transport): Promise<Found | 'absent'>;
  /** Reads a job in full. */
  read(jobId: string, transport: Transport): Promise<FullRead>;
}
