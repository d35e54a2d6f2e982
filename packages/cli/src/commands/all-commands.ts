import type { AddCommands } from '../cli.ts';
import { addJobCommands } from './job/index.ts';
import { addJobsCommand } from './jobs.ts';
import { addProfileCommands } from './profile.ts';

/** Every command, in the order in which help lists them. */
export const allCommands: readonly AddCommands[] = [addJobsCommand, addJobCommands, addProfileCommands];
