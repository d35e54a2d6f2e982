import type { WorkflowDefinition } from '../definition/definition.ts';
import { DefinitionEditError, refuseIllegalName } from '../definition/edit-error.ts';
import { readDefinition } from '../definition/parse-definition.ts';
import type { WorkflowVersion } from '../schema/workflow-schema.ts';
import { newDocument } from '../tree/new-document.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import { newAction, newDecision, newEnd, newFork, newJoin, newKill } from '../workflow/new-nodes.ts';
import type { BuiltProperties, LauncherOptions } from './action-options.ts';
import { BuildError, refuseRefused } from './build-error.ts';
import { type NestedSteps, nestSteps } from './nested-steps.ts';
import {
  children,
  configurationElement,
  launcherElement,
  olderElement,
  propertyElements,
} from './new-action-element.ts';
import { type Outcome, type Step, type StepMethods, stepMethods, stepsOf } from './steps.ts';

/** What a workflow has beside its steps. */
export interface WorkflowOptions {
  /** By default `1.0`. Before that, actions get older schemas too, which have no `launcher`. */
  readonly version?: WorkflowVersion;
  /** Formal parameters with their defaults. */
  readonly parameters?: BuiltProperties;
  readonly global?: {
    readonly resourceManager?: string;
    readonly nameNode?: string;
    readonly launcher?: LauncherOptions;
    readonly jobXmls?: readonly string[];
    readonly configuration?: BuiltProperties;
  };
  /** By name. */
  readonly credentials?: Readonly<
    Record<string, { readonly type: string; readonly properties: BuiltProperties }>
  >;
  /** An `info` of a namespace `uri:oozie:sla:…`. */
  readonly sla?: NewElement;
  /** The kill node's name, by default `fail`. */
  readonly killNode?: string;
  /** Of the kill node. */
  readonly failureMessage?: string;
}

/** A workflow that is being described: a value; every method gives another one. */
export interface WorkflowBuilder extends StepMethods<WorkflowBuilder> {
  /**
   * The definition. Forks and joins come from what waits for what; the kill node `fail` and the end `end` by themselves.
   * `barriers` lets steps wait for more than they were told to, where Oozie can’t express less.
   * @throws BuildError when it is nothing that Oozie takes
   */
  readonly build: (options?: { readonly barriers?: boolean }) => WorkflowDefinition;
}

/** Describes a workflow: `workflow('ingest').shell('fetch', { exec: 'fetch.sh' }).build()`. */
export function workflow(name: string, options: WorkflowOptions = {}): WorkflowBuilder {
  const builder = (list: readonly Step[]): WorkflowBuilder => ({
    ...stepMethods(list, builder),
    build: ({ barriers = false } = {}) => build(name, options, list, barriers),
  });
  return builder([]);
}

function build(
  name: string,
  options: WorkflowOptions,
  list: readonly Step[],
  barriers: boolean,
): WorkflowDefinition {
  const { version = '1.0', global, credentials = {}, killNode: kill = 'fail' } = options;
  const written: Written = {
    nodes: [],
    taken: new Set(),
    forks: 0,
    barriers,
    version,
    kill,
    extensions: new Set(),
  };
  for (const own of [kill, 'end']) takeName(own, written.taken);
  const start = write(list, 'end', `the workflow ${name}`, written);
  const message =
    options.failureMessage ?? '${wf:lastErrorNode()} failed: ${wf:errorMessage(wf:lastErrorNode())}';
  const globals = children({
    [version === '1.0' ? 'resource-manager' : 'job-tracker']: global?.resourceManager,
    'name-node': global?.nameNode,
  }).concat(
    launcherElement(global?.launcher),
    children({ 'job-xml': global?.jobXmls }),
    configurationElement(global?.configuration),
  );
  const credentialElements = Object.entries(credentials).map(([key, { type, properties }]) =>
    newElement('credential', { name: key, type }, propertyElements(Object.entries(properties))),
  );
  const document = newDocument('workflow-app', { name, xmlns: `uri:oozie:workflow:${version}` }, [
    ...configurationElement(options.parameters, 'parameters'),
    ...(globals.length === 0 ? [] : [newElement('global', {}, globals)]),
    ...(credentialElements.length === 0 ? [] : [newElement('credentials', {}, credentialElements)]),
    newElement('start', { to: start }),
    ...written.nodes.toReversed(),
    newKill(kill, message),
    newEnd('end'),
    ...(options.sla === undefined ? [] : [options.sla]),
  ]);
  const definition = readDefinition(document);
  if (definition.kind !== 'workflow') throw new Error('A <workflow-app> is a workflow.');
  const extensions = definition.model.nodes.flatMap((node) =>
    node.kind === 'action' && written.extensions.has(node.name?.text ?? '') && node.action !== undefined
      ? [node.action.element]
      : [],
  );
  refuseRefused(definition, name, extensions);
  return definition;
}

interface Written {
  /** From the last to the first. */
  readonly nodes: NewElement[];
  readonly taken: Set<string>;
  forks: number;
  readonly barriers: boolean;
  readonly version: WorkflowVersion;
  /** The kill node's name. */
  readonly kill: string;
  /** Actions that Oozie doesn't come with. */
  readonly extensions: Set<string>;
}

/** Writes steps that lead to `next`; gives the name of the first node. */
function write(list: readonly Step[], next: string, where: string, written: Written): string {
  if (list.length === 0) throw new BuildError('empty', `There is no step in ${where}. Add one.`, []);
  const byName = new Map<string, Step>();
  for (const step of list) {
    takeName(step.name, written.taken);
    byName.set(step.name, step);
  }
  for (const { name, after } of list) {
    const unknown = after.filter((one) => !byName.has(one));
    if (unknown.length > 0) {
      throw new BuildError(
        'unknown-dependency',
        `${name} waits for ${unknown.join(', ')}, but there is no such step in ${where}. Steps in a branch can wait for those in the same branch only.`,
        [name, ...unknown],
      );
    }
  }
  return writeNested(nestSteps(list, written.barriers), next, byName, written);
}

function writeNested(
  nested: NestedSteps,
  next: string,
  steps: ReadonlyMap<string, Step>,
  written: Written,
): string {
  switch (nested.kind) {
    case 'series':
      return nested.parts.reduceRight((to, part) => writeNested(part, to, steps, written), next);
    case 'parallel': {
      const [fork, join] = forkNames([...steps.keys()], written);
      written.nodes.push(newJoin(join, next));
      const paths = nested.parts.toReversed().map((part) => writeNested(part, join, steps, written));
      written.nodes.push(newFork(fork, paths.toReversed()));
      return fork;
    }
    case 'step': {
      const step = steps.get(nested.name);
      if (step !== undefined) writeStep(step, next, written);
      return nested.name;
    }
  }
}

function writeStep(step: Step, next: string, written: Written): void {
  const { name } = step;
  if (step.kind === 'decision') {
    const to = (outcome: Outcome) => {
      if (outcome === 'skip') return next;
      return outcome === 'fail'
        ? written.kill
        : write(outcome(stepsOf([])).list, next, `a branch of ${name}`, written);
    };
    const otherwise = to(step.otherwise);
    const cases = step.cases.map(({ when, run }) => ({ condition: when, to: to(run) }));
    written.nodes.push(newDecision(name, cases, otherwise));
    return;
  }
  const { after: _, onError = 'fail', ...options } = step.options;
  const error =
    onError === 'continue'
      ? next
      : onError === 'fail'
        ? written.kill
        : write(onError(stepsOf([])).list, written.kill, `what ${name} does on errors`, written);
  if (step.type === 'extension') written.extensions.add(name);
  const isOld = written.version !== '1.0' && step.type !== 'extension';
  const action = isOld ? olderElement(step.element) : step.element;
  written.nodes.push(newAction({ ...options, name, action, ok: next, error }));
}

function takeName(name: string, taken: Set<string>): void {
  try {
    refuseIllegalName(name);
  } catch (error) {
    if (error instanceof DefinitionEditError) throw new BuildError('illegal-name', error.message, [name]);
    throw error;
  }
  if (taken.has(name)) {
    throw new BuildError(
      'duplicate-name',
      `“${name}” is taken: by another step, a fork or join, or by the builder itself (the kill node, “end”). Give the step another name.`,
      [name],
    );
  }
  taken.add(name);
}

function forkNames(beside: readonly string[], written: Written): [fork: string, join: string] {
  for (;;) {
    written.forks += 1;
    const names: [string, string] = [`fork-${written.forks}`, `join-${written.forks}`];
    if (names.some((name) => written.taken.has(name) || beside.includes(name))) continue;
    for (const name of names) written.taken.add(name);
    return names;
  }
}
