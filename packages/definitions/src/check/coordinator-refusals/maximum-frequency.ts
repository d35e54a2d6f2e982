import type { CoordinatorDefinition } from '../../definition/definition.ts';
import { knownTimes } from '../known-times.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** @see org.apache.oozie.command.coord.CoordSubmitXCommand#validateCoordinatorJob */
export const maximumFrequency: Rule<CoordinatorDefinition> = (checking) => {
  const { frequency } = knownTimes(checking);
  const { tree, model } = checking.definition;
  if (!checking.server.coordinatorMaximumFrequency || model.frequency === undefined) return [];
  if (frequency?.kind !== 'calendar' || frequency.unit !== 'MINUTE' || frequency.amount >= 5) return [];
  return [
    refusalAt(tree, model.frequency, {
      code: 'coordinator-too-frequent',
      oozieCode: 'E1003',
      message: `Oozie starts a coordinator every 5 minutes at the most, not every ${frequency.amount}. Write 5 or more, or have the administrator switch oozie.service.coord.check.maximum.frequency off.`,
    }),
  ];
};
