import { readDefinition } from '../../definition/parse-definition.ts';
import { newDocument } from '../../tree/new-document.ts';
import { type NewElement, type NewNode, newElement } from '../../tree/new-node.ts';
import { newDecision, newEnd, newFork, newJoin, newKill } from '../../workflow/new-nodes.ts';
import { hueAction } from './hue-actions.ts';
import { configurationOf, type HueContext, noteUnread, slaOf } from './hue-document.ts';
import { email } from './hue-elements.ts';
import type { HueFields } from './hue-json.ts';
import { hueSavedQuery, isSavedQuery } from './hue-saved-queries.ts';

interface Node {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: HueFields;
  readonly children: readonly HueFields[];
}

/** A workflow of Hue's editor: what is in `workflow` of an `oozie-workflow2`. */
export function hueWorkflow(workflow: HueFields, name: string, context: HueContext) {
  const properties = workflow.fields('properties');
  const nodes = namedNodes(workflow.list('nodes'), context);
  const converted = nodes
    // As Hue has it: the end comes last.
    .toSorted((one, other) => Number(one.type === 'end') - Number(other.type === 'end'))
    .toSorted((one, other) => Number(other.type === 'start') - Number(one.type === 'start'))
    .flatMap((node) => nodeElements(node, nodes, context));
  const absent = ['start', 'end'].filter((type) => !nodes.some((node) => node.type === type));
  if (absent.length > 0) {
    context.note(
      'hue-incomplete',
      `${name} has no ${absent.join(' and no ')} in the export: Oozie would refuse it.`,
    );
  }
  const globals = [
    ...properties.texts('job_xml').map((path) => newElement('job-xml', {}, path)),
    ...configurationOf(properties.pairs('properties')),
  ];
  const children: NewNode[] = [
    ...(globals.length === 0 ? [] : [newElement('global', {}, globals)]),
    ...converted,
    ...slaOf(properties),
  ];
  for (const [key, value] of properties.pairs('parameters')) context.property(key, value);
  const credentials = new Set(nodes.flatMap((node) => node.properties.texts('credentials')));
  if (credentials.size > 0) {
    context.note(
      'hue-credentials',
      `Hue fills in the credentials ${[...credentials].join(', ')} from its settings when it submits the job: add <credentials>, and cred="…" to the actions that have them.`,
    );
  }
  properties.texts('credentials');
  noteUnread(properties, context, name);
  for (const node of nodes) noteUnread(node.properties, context, node.name);
  return readDefinition(newDocument('workflow-app', { name, xmlns: 'uri:oozie:workflow:0.5' }, children));
}

/** Nodes with names that Oozie takes, each once. */
function namedNodes(list: readonly HueFields[], context: HueContext): Node[] {
  const taken = new Set<string>();
  return list.map((fields): Node => {
    const [id, type] = [fields.text('id'), fields.text('type').replace(/-widget$/, '')];
    const written = fields.text('name');
    const legal = written
      .replace(/[^\w-]/g, '_')
      .replace(/^(?![A-Za-z_])/, '_')
      .slice(0, 120);
    let name = legal;
    for (let count = 2; taken.has(name); count += 1) name = `${legal}-${count}`;
    taken.add(name);
    if (name !== written && type !== 'start') {
      context.note(
        'hue-node-renamed',
        `The node “${written}” is ${name}: Oozie doesn’t take the name.`,
        name,
      );
    }
    return { id, name, type, properties: fields.fields('properties'), children: fields.list('children') };
  });
}

function nodeElements(node: Node, nodes: readonly Node[], context: HueContext): NewNode[] {
  const { name, type, properties } = node;
  const links = node.children.map((child) => ({
    to: nodes.find(({ id }) => id === child.text('to')),
    error: nodes.find(({ id }) => id === child.text('error')),
    condition: child.text('condition'),
  }));
  const targets = links.flatMap(({ to }) => (to === undefined ? [] : [to.name]));
  const lead = (to: string | undefined, role: string): string => {
    if (to !== undefined) return to;
    const end = nodes.find((other) => other.type === (role === 'error' ? 'kill' : 'end'));
    const instead = end?.name ?? nodes.find((other) => other.type === 'end')?.name ?? 'End';
    context.note(
      'hue-link-missing',
      `${name} has no node to go to (${role}) in the export: it goes to ${instead}.`,
      name,
    );
    return instead;
  };
  switch (type) {
    case 'start':
      return [newElement('start', { to: lead(targets[0], 'start') })];
    case 'end':
      return ending(node, newEnd, context);
    case 'kill': {
      const message = properties.text('message');
      return ending(node, (named) => newKill(named, message), context);
    }
    case 'join': {
      const to = lead(targets[0], 'join');
      const alone = nodes.some(
        (fork) => isForkOfOne(fork, nodes) && fork.properties.text('join_id') === node.id,
      );
      return [alone ? passage(name, to) : newJoin(name, to)];
    }
    case 'fork':
      properties.text('join_id');
      if (!isForkOfOne(node, nodes)) return [newFork(name, targets)];
      context.note(
        'hue-fork-of-one',
        `${name} leads to fewer than two nodes, of which Oozie makes no fork: it and its join are decisions now.`,
        name,
      );
      return [passage(name, lead(targets[0], 'path'))];
    case 'decision': {
      const ways = links.filter(({ condition }) => condition !== 'default');
      const otherwise = links.find(({ condition }) => condition === 'default')?.to?.name;
      const cases = ways.map(({ condition, to }) => ({ condition, to: lead(to?.name, 'case') }));
      const last = lead(otherwise, 'default');
      return [newDecision(name, cases.length > 0 ? cases : [{ condition: '${true}', to: last }], last)];
    }
    default:
      return [
        action(
          node,
          lead(targets[0], 'ok'),
          lead(links.find(({ error }) => error)?.error?.name, 'error'),
          context,
        ),
      ];
  }
}

function isForkOfOne({ type, children }: Node, nodes: readonly Node[]): boolean {
  const targets = children.filter((child) => nodes.some(({ id }) => id === child.text('to')));
  return type === 'fork' && targets.length < 2;
}

/** A node that does nothing but lead on. */
function passage(name: string, to: string): NewElement {
  return newDecision(name, [{ condition: '${true}', to }], to);
}

function action(node: Node, ok: string, error: string, context: HueContext): NewElement {
  const { name, type, properties } = node;
  const named = {
    name,
    type: type === 'shell' && properties.text('uuid') !== '' ? 'shell-document' : type,
    properties,
  };
  const retries = {
    'retry-max': properties.text('retry_max') || undefined,
    'retry-interval': properties.text('retry_interval') || undefined,
  };
  const does = isSavedQuery(named.type) ? hueSavedQuery(named, context) : hueAction(named, context);
  return newElement('action', { name, ...retries }, [
    does,
    newElement('ok', { to: ok }),
    newElement('error', { to: error }),
    ...slaOf(properties),
  ]);
}

/** The end of a workflow, or its failure: behind a mail, if Hue sends one. */
function ending(
  { name, properties }: Node,
  last: (name: string) => NewElement,
  context: HueContext,
): NewElement[] {
  if (!properties.flag('enableMail')) {
    for (const field of ['to', 'cc', 'subject', 'body', 'content_type', 'attachment']) properties.text(field);
    return [last(name)];
  }
  const after = `${name}-mailed`;
  context.note('hue-mail', `${name} is a mail now, and ${after} ends the workflow.`, name);
  return [
    newElement('action', { name }, [
      email(properties),
      newElement('ok', { to: after }),
      newElement('error', { to: after }),
    ]),
    last(after),
  ];
}
