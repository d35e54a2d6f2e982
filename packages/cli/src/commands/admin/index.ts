import type { AddCommands } from '../../cli.ts';
import { addDiagnosticsCommand } from './diagnostics.ts';
import { addFactsCommands } from './facts.ts';
import { addMeasurementCommands } from './measurements.ts';
import { addServerCommands } from './server.ts';
import { addShareLibCommands } from './share-lib.ts';

/** `howdah admin …`: Oozie itself. */
export const addAdminCommands: AddCommands = (parent, act) => {
  const admin = parent
    .command('admin')
    .description('Oozie itself: status, mode, configuration, measurements');
  addServerCommands(admin, act);
  addFactsCommands(admin, act);
  addMeasurementCommands(admin, act);
  addShareLibCommands(admin, act);
  addDiagnosticsCommand(admin, act);
};
