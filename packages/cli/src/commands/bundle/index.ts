import type { AddCommands } from '../../cli.ts';
import { addBundleChangeCommands } from './change.ts';
import { addMonitorCommand } from './monitor.ts';

/** `howdah bundle …`: what only bundles have. */
export const addBundleCommands: AddCommands = (parent, act) => {
  const bundle = parent.command('bundle').description('a bundle: changes, reruns, what failed in it');
  addBundleChangeCommands(bundle, act);
  addMonitorCommand(bundle, act);
};
