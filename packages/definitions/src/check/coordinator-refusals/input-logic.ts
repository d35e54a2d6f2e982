import type { InputCondition } from '../../coordinator/input-logic.ts';
import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic, Fix, Range } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import { setValue } from '../../tree/edit-content.ts';
import { nameRange } from '../../tree/navigate.ts';
import { rangeOfValue } from '../../tree/value.ts';
import { type KnownTimes, knownTimes } from '../known-times.ts';
import type { Rule } from '../rule.ts';

/**
 * Input logic that Oozie takes with the job, and fails on when it makes an action, as a dry run does.
 * @see org.apache.oozie.coord.input.logic.CoordInputLogicEvaluatorUtil#validateInputLogic
 */
export const inputLogic: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const times = knownTimes(checking);
  const inputs = (model.inputEvents?.dataIns ?? []).flatMap(({ name }) => name?.text ?? []);
  const found: Diagnostic[] = [];
  const warn = (range: Range, message: string, fix?: Fix) => {
    found.push({ code: 'action-input-logic', severity: 'warning', message, range, ...(fix && { fix }) });
  };
  const checkData = ({ dataset }: InputCondition) => {
    const name = read(times, dataset);
    if (dataset === undefined || name === undefined || inputs.includes(name)) return;
    const meant = nearest(name, inputs);
    const hint = meant === undefined ? `Name one of them, or add ${name}.` : `Did you mean ${meant}?`;
    warn(
      rangeOfValue(tree, dataset),
      `The input events have no data-in named ${name}, so that no action can be made (E1028). ${hint}`,
      meant !== undefined && dataset.text === name
        ? { title: `Name ${meant}`, changes: setValue(tree, dataset, meant) }
        : undefined,
    );
  };
  const checkNumber = (condition: InputCondition, field: 'min' | 'wait') => {
    const value = condition[field];
    const text = read(times, value);
    const isNumber = text === undefined || text === '' || /^-?(?:0|[1-9]\d*)$/.test(text);
    if (value === undefined || (isNumber && !(field === 'wait' && text?.startsWith('-')))) return;
    const what = field === 'min' ? 'a whole number of instances' : 'a whole number of minutes';
    warn(rangeOfValue(tree, value), `${field} is ${what}, not "${text}": no action can be made.`);
  };
  const checkAll = (conditions: readonly InputCondition[]) => {
    for (const condition of conditions) {
      checkNumber(condition, 'min');
      checkNumber(condition, 'wait');
      if (condition.kind === 'data-in') checkData(condition);
      else if (condition.conditions.length === 0) {
        const message = `This <${condition.kind}> is empty, so that no action can be made. Write a <data-in> into it, or remove it.`;
        warn(nameRange(tree, condition.element), message);
      }
      checkAll(condition.conditions);
    }
  };
  const top = model.inputLogic?.conditions ?? [];
  const [, second] = top;
  if (second !== undefined) {
    const message =
      'Input logic has one condition at its top; with several, no action can be made (E0607). Put them into an <and> or an <or>.';
    warn(nameRange(tree, second.element), message);
  }
  checkAll(top);
  return found;
};

function read(times: KnownTimes, value: InputCondition['dataset']): string | undefined {
  return times.text(value, 'coord-job-submit-instances')?.trim();
}
