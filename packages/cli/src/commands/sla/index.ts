import type { AddCommands } from '../../cli.ts';
import { addAlertCommands } from './alerts.ts';
import { addFeedCommands } from './feeds.ts';

/** `howdah sla …`: service levels. */
export const addSlaCommands: AddCommands = (parent, act) => {
  const sla = parent.command('sla').description('service levels: how jobs stand to them, alerts, events');
  addFeedCommands(sla, act);
  addAlertCommands(sla, act);
};
