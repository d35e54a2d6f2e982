import { schemaRefusals } from '../../check/schema-refusals.ts';
import type { Definition } from '../../definition/definition.ts';
import { editDefinition } from '../../definition/edit-definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { renameElement } from '../../tree/edit-content.ts';
import { elementsWithin, nodeAt, rangeBetween } from '../../tree/navigate.ts';
import { inOrder, type TextChange } from '../../tree/text-change.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import type { ConversionNote } from '../note.ts';
import { upgradeLaunched } from './upgrade-launcher.ts';
import { upgradeSla } from './upgrade-sla.ts';
import { namespaceOf, subjectOf, type UpgradeSubject, versionsOf } from './upgrade-subjects.ts';

export interface UpgradeOptions {
  /** The version to go to, of each schema. By default the newest that Oozie 5.2.1 has. */
  readonly to?: Readonly<Partial<Record<UpgradeSubject, string>>>;
}

export interface Upgrade {
  /** For `editDefinition`. None when everything is new enough, or nothing can be done. */
  readonly changes: readonly TextChange[];
  /** What stays at an older version and why, and what Oozie would not know any more. */
  readonly notes: readonly ConversionNote[];
  /** What goes from which version to which. */
  readonly upgraded: readonly UpgradedSchema[];
}

export interface UpgradedSchema {
  readonly subject: UpgradeSubject;
  readonly from: string;
  readonly to: string;
}

/**
 * Brings a definition and everything in it to newer versions of their schemas. Only what has to change changes:
 * namespaces, `<job-tracker>` and what a `<launcher>` can say of actions that become 1.0, an SLA's fields, the ssh
 * action of workflows 0.1. What the newer schema would refuse stays at the newest version that takes it, with a note.
 * A definition that its own schemas refuse is left as it is, with the note `upgrade-invalid`.
 * @example
 * const newer = editDefinition(definition, upgradeDefinition(definition).changes);
 */
export function upgradeDefinition(definition: Definition, options: UpgradeOptions = {}): Upgrade {
  const refusal = firstRefusal(definition);
  if (refusal !== undefined || definition.kind === 'unknown') {
    const message = `Oozie would refuse the definition as it is, so it can’t be told what it should become. ${refusal?.message ?? ''}`;
    const note = { code: 'upgrade-invalid', message: message.trim() };
    return {
      changes: [],
      notes: [refusal === undefined ? note : { ...note, range: refusal.range }],
      upgraded: [],
    };
  }
  const found = schemasIn(definition);
  const wanted = found.map(({ namespace, subject, version }): Step => {
    const list = versionsOf(subject);
    const last = options.to?.[subject] ?? list.at(-1) ?? version;
    return { namespace, subject, from: list.indexOf(version), to: list.indexOf(last) };
  });
  const steps = new Map(wanted.filter(({ from, to }) => to > from).map((step) => [step.namespace, step]));
  const kept: ConversionNote[] = [];
  for (;;) {
    const first = changesFor(definition, steps);
    const moved = editDefinition(definition, first.changes);
    const problem = firstRefusal(moved);
    if (problem === undefined) return finished(moved, first, steps, kept);
    kept.push(lower(definition, moved, first.changes, problem, steps));
  }
}

/** A namespace of the document, and by their places in the list of versions, where it is and where it goes. */
interface Step {
  readonly namespace: string;
  readonly subject: UpgradeSubject;
  readonly from: number;
  readonly to: number;
}

interface Changes {
  readonly changes: TextChange[];
  readonly notes: ConversionNote[];
}

function firstRefusal(definition: Definition): Diagnostic | undefined {
  const { diagnostics, tree } = definition;
  const checking = {
    definition,
    properties: undefined,
    now: undefined,
    server: { definitionLength: tree.text.length, coordinatorMaximumFrequency: true, forkJoin: true },
  };
  return (
    diagnostics.find(({ severity }) => severity === 'error') ??
    schemaRefusals.flatMap((rule) => rule(checking)).find(({ severity }) => severity === 'error')
  );
}

function schemasIn({ tree }: Definition) {
  const namespaces = new Set<string>();
  for (const { namespace } of elementsWithin(tree)) if (namespace !== undefined) namespaces.add(namespace);
  return [...namespaces].flatMap((namespace) => {
    const known = subjectOf(namespace);
    return known === undefined ? [] : [{ namespace, ...known }];
  });
}

/** The changes without which the document would not be of the new versions. */
function changesFor({ tree }: Definition, steps: ReadonlyMap<string, Step>): Changes {
  const changes: TextChange[] = [];
  const notes: ConversionNote[] = [];
  for (const element of elementsWithin(tree)) {
    for (const { name, prefix, value, valueStart, valueEnd } of element.attributes) {
      const step = name === 'xmlns' || prefix === 'xmlns' ? steps.get(value) : undefined;
      if (step !== undefined) changes.push({ start: valueStart, end: valueEnd, text: namespaceAfter(step) });
    }
    const step = steps.get(element.namespace ?? '');
    if (step?.subject === 'sla' && element.local === 'info') {
      const sla = upgradeSla(tree, element);
      changes.push(...sla.changes);
      notes.push(...sla.notes);
    } else if (step?.subject === 'workflow' && step.from === 0 && element.local === 'ssh') {
      changes.push(...sshByItself(tree, element));
    }
  }
  return { changes, notes };
}

function namespaceAfter({ subject, to }: Step): string {
  return namespaceOf(subject, versionsOf(subject)[to] ?? '');
}

/** The ssh action of workflows 0.1 has had a schema of its own since. */
function sshByItself(tree: Definition['tree'], ssh: XmlElement): TextChange[] {
  const at = ssh.start + 1 + ssh.name.length;
  const xmlns = ` xmlns="${namespaceOf('ssh', versionsOf('ssh').at(-1) ?? '')}"`;
  const renamed = [...elementsWithin(ssh)].flatMap((element) => renameElement(tree, element, element.local));
  return [...renamed, { start: at, end: at, text: xmlns }];
}

/** Takes what was refused a version back. */
function lower(
  definition: Definition,
  moved: Definition,
  changes: readonly TextChange[],
  problem: Diagnostic,
  steps: Map<string, Step>,
): ConversionNote {
  const step = stepAt(moved, problem, steps) ?? [...steps.values()][0];
  if (step === undefined) throw new Error(`Nothing was changed, and yet: ${problem.message}`);
  const to = step.to - 1;
  const list = versionsOf(step.subject);
  if (to > step.from) steps.set(step.namespace, { ...step, to });
  else steps.delete(step.namespace);
  const { tree } = definition;
  const before = offsetsBefore(changes);
  const at = before(problem.range.start.offset);
  const end = Math.max(at, before(problem.range.end.offset));
  return {
    code: 'upgrade-kept',
    message: `${step.subject} ${list[step.to]} would refuse what ${list[to]} takes, so it becomes no newer than ${list[to]}. ${problem.message}`,
    range: rangeBetween(tree, at, end),
    of: step.subject,
  };
}

/** What is to be blamed: the innermost element there that is upgraded. */
function stepAt(
  { tree }: Definition,
  { range }: Diagnostic,
  steps: ReadonlyMap<string, Step>,
): Step | undefined {
  const after = new Map([...steps.values()].map((step) => [namespaceAfter(step), step]));
  const node = nodeAt(tree, range.start.offset);
  let element = node?.kind === 'element' ? node : node?.parent;
  while (element !== undefined) {
    const step = after.get(element.namespace ?? '');
    if (step !== undefined) return step;
    element = element.parent;
  }
  return undefined;
}

function finished(
  moved: Definition,
  first: Changes,
  steps: ReadonlyMap<string, Step>,
  kept: readonly ConversionNote[],
): Upgrade {
  const newest = new Set(
    [...steps.values()].filter(({ subject, to }) => versionsOf(subject)[to] === '1.0').map(namespaceAfter),
  );
  const words: TextChange[] = [];
  for (const element of elementsWithin(moved.tree)) {
    if (newest.has(element.namespace ?? '')) words.push(...upgradeLaunched(moved.tree, element));
  }
  // Both are of the same places, but for those before them that the first changes moved.
  const before = offsetsBefore(first.changes);
  const second = words.map(({ start, end, text }) => ({ start: before(start), end: before(end), text }));
  return {
    changes: [...first.changes, ...second],
    notes: [...kept, ...first.notes],
    upgraded: [...steps.values()].map(({ subject, from, to }) => {
      const list = versionsOf(subject);
      return { subject, from: list[from] ?? '', to: list[to] ?? '' };
    }),
  };
}

/**
 * Tells offsets before changes were made, from those after. Within a change, it is where the change begins.
 */
function offsetsBefore(changes: readonly TextChange[]): (offset: number) => number {
  let shift = 0;
  const made = inOrder(changes).map(({ start, end, text }) => {
    const after = start + shift;
    shift += text.length - (end - start);
    return { start, after, behind: after + text.length, shift };
  });
  return (offset) => {
    let low = 0;
    let high = made.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const change = made[middle];
      if (change !== undefined && change.behind <= offset && change.after < offset) low = middle + 1;
      else high = middle;
    }
    const [last, next] = [made[low - 1], made[low]];
    if (next !== undefined && next.after < offset) return next.start;
    return offset - (last?.shift ?? 0);
  };
}
