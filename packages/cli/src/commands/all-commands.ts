import type { AddCommands } from '../cli.ts';
import { addAdminCommands } from './admin/index.ts';
import { addBulkCommands } from './bulk.ts';
import { addBundleCommands } from './bundle/index.ts';
import { addCompletionCommand } from './completion.ts';
import { addCoordCommands } from './coord/index.ts';
import { addDeployCommand } from './deploy.ts';
import { addDiffCommand } from './diff.ts';
import { addJobCommands } from './job/index.ts';
import { addLogCommand } from './job/logs.ts';
import { addJobsCommand } from './jobs.ts';
import { addProfileCommands } from './profile.ts';
import { addSlaCommands } from './sla/index.ts';
import { addSubmitCommands } from './submit.ts';
import { addValidateCommand } from './validate.ts';
import { addWaitCommand } from './wait.ts';

/** Every command, in the order in which help lists them. */
export const allCommands: readonly AddCommands[] = [
  addJobsCommand,
  addJobCommands,
  addLogCommand,
  addWaitCommand,
  addCoordCommands,
  addBundleCommands,
  addSubmitCommands,
  addDeployCommand,
  addDiffCommand,
  addValidateCommand,
  addBulkCommands,
  addSlaCommands,
  addAdminCommands,
  addProfileCommands,
  addCompletionCommand,
];
