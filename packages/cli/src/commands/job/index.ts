import type { AddCommands } from '../../cli.ts';
import { addControlCommands } from './control.ts';
import { addInfoCommand } from './info.ts';
import { addLogCommands } from './logs.ts';
import { addRerunCommand } from './rerun.ts';
import { addTextCommands } from './texts.ts';

/** `howdah job …`: one job, or several, of any kind. */
export const addJobCommands: AddCommands = (parent, act) => {
  const job = parent
    .command('job')
    .description('a job of any kind: show it, start it, stop it, run it again');
  addInfoCommand(job, act);
  addTextCommands(job, act);
  addLogCommands(job, act);
  addControlCommands(job, act);
  addRerunCommand(job, act);
};
