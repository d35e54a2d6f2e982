import { javaTrim } from '../java-trim.ts';
import { formatOozieDate, type ProcessingZone, processingInUtc } from '../time/oozie-date.ts';
import { mapFunctions } from './map-functions.ts';
import type { ElFunction, ElScope } from './scope.ts';
import { textFunctions } from './text-functions.ts';
import { ElUnknown, type ElValue } from './value.ts';

/** The properties of a job, by name. */
export type JobProperties = Readonly<Record<string, string>>;

/** What is known of a workflow while its definition is looked at. What isn't given is not known. */
export interface KnownWorkflow {
  /** The properties of the job with the defaults of its definition. */
  readonly properties: JobProperties;
  /** Whether the job may have more properties than those. Default: no, so that others are an error. */
  readonly moreProperties?: boolean;
  readonly id?: string;
  readonly name?: string;
  readonly appPath?: string;
  readonly user?: string;
  readonly group?: string;
  readonly run?: number;
  readonly lastErrorNode?: string;
  /** What is known of nodes that ran, by their names. */
  readonly nodes?: ReadonlyMap<string, KnownNode>;
  /** Epoch milliseconds, for timestamp(). */
  readonly now?: () => number;
  readonly processing?: ProcessingZone;
}

export interface KnownNode {
  readonly transition?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly externalId?: string;
  readonly trackerUri?: string;
  readonly externalStatus?: string;
  /** What it wrote as its output. */
  readonly data?: ReadonlyMap<string, string>;
}

/**
 * A scope for what a workflow evaluates: its nodes, by default, or its name and SLA when it is submitted.
 * @see org.apache.oozie.DagELFunctions
 */
export function workflowScope(
  known: KnownWorkflow,
  phase: 'workflow' | 'wf-sla-submit' | 'job-submit' = 'workflow',
): ElScope {
  return {
    phase,
    variable: propertyReader(known.properties, known.moreProperties),
    functions: phase === 'workflow' ? workflowFunctions(known) : new Map(),
  };
}

/** A scope for what a bundle evaluates when it is submitted. */
export function bundleScope(known: Pick<KnownWorkflow, 'properties' | 'moreProperties'>): ElScope {
  const variable = propertyReader(known.properties, known.moreProperties);
  return {
    phase: 'bundle-submit',
    variable,
    functions: new Map([['bundle:conf', (args) => variable(args.text(0)) ?? null]]),
  };
}

/** Reads properties as Oozie gives them to expressions, without blanks at their ends. */
export function propertyReader(
  properties: JobProperties,
  moreProperties = false,
): (name: string) => string | undefined {
  return (name) => {
    if (Object.hasOwn(properties, name)) return javaTrim(properties[name] ?? '');
    if (moreProperties) throw new ElUnknown('property-not-given', `The property ${name} was not given.`);
    return undefined;
  };
}

function workflowFunctions(known: KnownWorkflow): ReadonlyMap<string, ElFunction> {
  const { properties, moreProperties, now, processing = processingInUtc } = known;
  const node = (field: keyof KnownNode): ElFunction => {
    return (args) => {
      const name = args.text(0);
      const found = known.nodes?.get(name);
      if (found === undefined) throw new ElUnknown('only-at-run-time', `${name} is known when it ran.`);
      return found[field] ?? null;
    };
  };
  const given = (what: string, value: ElValue | undefined): ElFunction => {
    return () => {
      if (value !== undefined) return value;
      throw new ElUnknown('only-at-run-time', `${what} is known when the workflow runs.`);
    };
  };
  const onCluster = (what: string): ElFunction => {
    return () => {
      throw new ElUnknown('only-on-the-cluster', `${what} is known on the cluster only.`);
    };
  };
  return new Map([
    ...textFunctions,
    ...mapFunctions,
    ...Object.entries<ElFunction>({
      timestamp: given('The time', now && formatOozieDate(now(), processing)),
      'wf:id': given("The workflow's id", known.id),
      'wf:name': given("The workflow's name", known.name),
      'wf:appPath': given("The workflow's path", known.appPath),
      'wf:user': given("The workflow's user", known.user),
      'wf:group': given("The workflow's group", known.group),
      'wf:run': given("The workflow's run", known.run === undefined ? undefined : BigInt(known.run)),
      'wf:lastErrorNode': given('The node that failed last', known.lastErrorNode),
      'wf:conf': (args) => {
        const name = args.text(0);
        if (Object.hasOwn(properties, name)) return properties[name] ?? null;
        if (moreProperties) throw new ElUnknown('property-not-given', `The property ${name} was not given.`);
        return null;
      },
      'wf:transition': node('transition'),
      'wf:errorCode': node('errorCode'),
      'wf:errorMessage': node('errorMessage'),
      'wf:actionExternalId': node('externalId'),
      'wf:actionTrackerUri': node('trackerUri'),
      'wf:actionExternalStatus': node('externalStatus'),
      'wf:actionData': node('data'),
      'hadoop:counters': onCluster('What a job counted'),
      'hadoop:conf': onCluster("Hadoop's configuration"),
      'fs:exists': onCluster('Whether a path is there'),
      'fs:isDir': onCluster('Whether a path is a folder'),
      'fs:dirSize': onCluster('The size of a folder'),
      'fs:fileSize': onCluster('The size of a file'),
      'fs:blockSize': onCluster('The block size of a file'),
      'hcat:exists': onCluster('Whether a table is there'),
    }),
  ]);
}
