import { withDefaults } from '../../calendar/plan-of-coordinator.ts';
import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { refusalAt } from '../refusal.ts';
import type { Checking, Rule } from '../rule.ts';

/** Formal parameters without a name or a value, and properties that Oozie keeps for itself. */
export const parameters: Rule<WorkflowDefinition> = ({ definition, properties }) => {
  const { tree, model } = definition;
  const found: Diagnostic[] = [];
  const given = new Set(Object.keys(properties ?? {}));
  for (const name of given) {
    if (reserved.has(name)) found.push(refusalAt(tree, model.element, isReserved(name)));
  }
  if (!readsParameters(definition)) return found;
  for (const { name, value } of model.parameters?.properties ?? []) {
    if (name === undefined) continue;
    if (name.text === '') {
      const message = 'This parameter has no name. Write one, or remove the property.';
      found.push(refusalAt(tree, name, { code: 'parameter-without-name', oozieCode: 'E0739', message }));
    } else if (value !== undefined) {
      if (reserved.has(name.text)) found.push(refusalAt(tree, name, isReserved(name.text)));
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
};

/**
 * The names that expressions may use when the job is submitted; undefined when the job's properties aren't known.
 * What a `config-default.xml` gives is not known.
 */
export function namesAtSubmit({
  definition,
  properties,
}: Checking<WorkflowDefinition>): Set<string> | undefined {
  if (properties === undefined) return undefined;
  const parameters = readsParameters(definition) ? definition.model.parameters : undefined;
  return new Set(Object.keys(withDefaults(properties, parameters)));
}

/** Oozie reads the parameters of versions of two numbers, from 0.4 on: not those of 0.4.5. */
function readsParameters({ model }: WorkflowDefinition): boolean {
  return /^\d+\.\d+$/.test(model.version ?? '') && Number(model.version) >= 0.4;
}

const setByOozie = /^(?:oozie\.wf\.application\.path|user\.name)$/;

/** @see org.apache.oozie.command.wf.SubmitXCommand */
const reserved = new Set(
  'DAYS HOURS MINUTES KB MB GB TB PB RECORDS MAP_IN MAP_OUT REDUCE_IN REDUCE_OUT GROUPS'.split(' '),
);

function isReserved(name: string) {
  const message = `${name} is a constant of Oozie’s, and no job may have a property of that name. Rename it.`;
  return { code: 'reserved-property', oozieCode: 'E0803', message };
}
