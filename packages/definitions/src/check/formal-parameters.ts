import { withDefaults } from '../calendar/plan-of-coordinator.ts';
import type { Properties } from '../configuration/configuration.ts';
import type {
  BundleDefinition,
  CoordinatorDefinition,
  WorkflowDefinition,
} from '../definition/definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { refusalAt } from './refusal.ts';
import type { Checking } from './rule.ts';

type Job = WorkflowDefinition | CoordinatorDefinition | BundleDefinition;

/** Formal parameters without a name or a value, and properties that Oozie keeps for itself. */
export function formalParameters({ definition, properties }: Checking<Job>): readonly Diagnostic[] {
  const { tree, model } = definition;
  const found: Diagnostic[] = [];
  const given = new Set(Object.keys(properties ?? {}));
  for (const name of given) {
    if (reserved.has(name)) found.push(refusalAt(tree, model.element, isReserved(name)));
  }
  for (const { name, value } of parametersRead(definition)?.properties ?? []) {
    if (name === undefined) continue;
    if (name.text === '') {
      const message = 'This parameter has no name. Write one, or remove the property.';
      found.push(refusalAt(tree, name, { code: 'parameter-without-name', oozieCode: 'E0739', message }));
    } else if (value !== undefined) {
      // Those of coordinators and bundles are looked at before defaults are.
      if (definition.kind === 'workflow' && reserved.has(name.text)) {
        found.push(refusalAt(tree, name, isReserved(name.text)));
      }
      given.add(name.text);
    } else if (properties !== undefined && !given.has(name.text) && !setByOozie.test(name.text)) {
      found.push(
        refusalAt(tree, name, {
          code: 'missing-parameter',
          oozieCode: 'E0738',
          message: `The parameter ${name.text} has no value: the job has no such property, and there is no default. Give the job a property ${name.text}, or write a <value>.`,
        }),
      );
    }
  }
  return found;
}

/**
 * The names that expressions may use when the job is submitted; undefined when the job's properties aren't known.
 * What a `config-default.xml` gives is not known.
 */
export function namesAtSubmit(checking: Checking<Job>): Set<string> | undefined {
  const properties = propertiesAtSubmit(checking);
  return properties && new Set(Object.keys(properties));
}

/** The job's properties with the defaults that Oozie takes from the definition; undefined when they aren't known. */
export function propertiesAtSubmit({
  definition,
  properties,
}: Checking<Job>): Readonly<Record<string, string>> | undefined {
  return properties && withDefaults(properties, parametersRead(definition));
}

/**
 * The parameters, of versions in which Oozie reads them. It knows versions of two numbers only: not workflow 0.4.5.
 * @see org.apache.oozie.util.ParameterVerifier
 */
function parametersRead({ kind, model }: Job): Properties | undefined {
  const isRead = /^\d+\.\d+$/.test(model.version ?? '') && Number(model.version) >= firstVersion[kind];
  return isRead ? model.parameters : undefined;
}

const firstVersion = { workflow: 0.4, coordinator: 0.4, bundle: 0.2 } as const;

const setByOozie = /^(?:oozie\.(?:wf|coord|bundle)\.application\.path|user\.name)$/;

/** @see org.apache.oozie.command.wf.SubmitXCommand */
const reserved = new Set(
  'DAYS HOURS MINUTES KB MB GB TB PB RECORDS MAP_IN MAP_OUT REDUCE_IN REDUCE_OUT GROUPS'.split(' '),
);

function isReserved(name: string) {
  const message = `${name} is a constant of Oozie’s, and no job may have a property of that name. Rename it.`;
  return { code: 'reserved-property', oozieCode: 'E0803', message };
}
