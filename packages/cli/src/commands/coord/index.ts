import type { AddCommands } from '../../cli.ts';
import { addActionCommands } from './actions.ts';
import { addChangeCommands } from './change.ts';
import { addRerunCommands } from './rerun.ts';

/** `howdah coord …`: what only coordinators have. */
export const addCoordCommands: AddCommands = (parent, act) => {
  const coord = parent
    .command('coord')
    .alias('coordinator')
    .description('a coordinator: its actions, reruns, changes, updates');
  addActionCommands(coord, act);
  addRerunCommands(coord, act);
  addChangeCommands(coord, act);
};
