import type { Property } from '../configuration/configuration.ts';
import type { Definition } from '../definition/definition.ts';
import type { Range } from '../diagnostic.ts';
import { phases, vocabularies } from '../el/phases.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import { rangeWithin } from './advice/advise.ts';
import { functionName, textsWithExpressions } from './expressions.ts';

/** A property that a definition takes from its job. */
export interface DefinitionParameter {
  readonly name: string;
  /** What it is without the job's saying. */
  readonly default: string | undefined;
  /** What the definition says about it. */
  readonly description: string | undefined;
  /** Whether the job fails without it: declared without a default, or used where nothing else can stand in. */
  readonly required: boolean;
  /** The property in `<parameters>`; the first, for that is the one that counts. */
  readonly declaration: Property | undefined;
  readonly uses: readonly ParameterUse[];
}

export interface ParameterUse {
  readonly range: Range;
  /** Whether the expression may do without: `wf:conf('x')` of a name that is not there is null, or empty. */
  readonly optional: boolean;
  /** Whether it stands in the default of another parameter. */
  readonly inDefault: boolean;
}

/** The parameters of a definition, and whether there may be more that can't be told. */
export interface DefinitionParameters {
  readonly parameters: readonly DefinitionParameter[];
  /** Whether a property's name is made by an expression, as in `wf:conf(concat('a', b))`. */
  readonly moreByName: boolean;
}

/**
 * What a job has to give, or can, for a definition: the names in `<parameters>`, and every other name that an
 * expression uses, in the order of the document. The properties that Oozie gives itself are left out, and those that
 * a document elsewhere uses (scripts, a `job-xml`, the workflow that a coordinator runs).
 * @example
 * parametersOf(definition).parameters.filter(({ required }) => required) // what a form has to ask for
 */
export function parametersOf(definition: Definition): DefinitionParameters {
  const { tree, model } = definition;
  const found = new Map<string, { declaration: Property | undefined; uses: ParameterUse[] }>();
  const entry = (name: string) => {
    let one = found.get(name);
    if (one === undefined) {
      one = { declaration: undefined, uses: [] };
      found.set(name, one);
    }
    return one;
  };
  for (const property of model?.parameters?.properties ?? []) {
    if (property.name !== undefined && property.name.text !== '')
      entry(property.name.text).declaration ??= property;
  }
  const section = model?.parameters?.element;
  const constants = constantsOf(definition.kind);
  let moreByName = false;
  for (const { value, parts } of textsWithExpressions(tree)) {
    const inDefault = section !== undefined && isWithin(value.element, section);
    const use = (name: string, part: { start: number; end: number }, optional: boolean) => {
      if (given.test(name)) return;
      entry(name).uses.push({ range: rangeWithin(tree, value, part), optional, inDefault });
    };
    for (const { node, optional, bound } of parts) {
      if (node.kind === 'identifier' && !constants.has(node.name) && !bound.includes(node.name)) {
        use(node.name, node, optional);
      }
      if (node.kind !== 'function' || !readers.has(functionName(node))) continue;
      const [argument] = node.args;
      if (argument?.kind === 'string') use(argument.value, argument, true);
      else if (argument !== undefined) moreByName = true;
    }
  }
  const parameters = [...found].map(([name, { declaration, uses }]): DefinitionParameter => {
    const needed = declaration !== undefined || uses.some(({ optional }) => !optional);
    const preset = declaration?.value?.text;
    return {
      name,
      default: preset,
      description: declaration?.description?.text,
      required: preset === undefined && needed,
      declaration,
      uses,
    };
  });
  return { parameters, moreByName };
}

/** Functions that read a property by its name. */
const readers = new Set(['wf:conf', 'coord:conf', 'bundle:conf']);

/** What Oozie sets itself. */
const given = /^(?:oozie\..*|user\.name|group\.name|mapreduce\.job\.user\.name)$/s;

function constantsOf(kind: Definition['kind']): ReadonlySet<string> {
  const prefixes = {
    workflow: /^(?:job-submit|w)/,
    coordinator: /^(?:job-submit|coord)/,
    bundle: /^bundle/,
    unknown: /./,
  };
  const asked = phases.filter((phase) => prefixes[kind].test(phase));
  return new Set(asked.flatMap((phase) => [...vocabularies[phase].constants.keys()]));
}

function isWithin(element: XmlElement, outer: XmlElement): boolean {
  return element.start >= outer.start && element.end <= outer.end;
}
