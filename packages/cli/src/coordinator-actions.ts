import type { CoordinatorAction } from '@howdah/oozie-client';
import type { Output } from './output/output.ts';
import type { Column } from './output/table.ts';

/** How a coordinator's actions are shown in a table. */
export function coordinatorActionColumns({ style, times }: Output): readonly Column<CoordinatorAction>[] {
  return [
    { title: '#', value: (action) => String(action.actionNumber), align: 'right' },
    {
      title: 'Status',
      value: (action) => action.status,
      paint: (text, action) => style.status(action.status, text),
    },
    { title: 'Nominal time', value: (action) => times.at(action.nominalTime) },
    { title: 'Changed', value: (action) => times.ago(action.lastModifiedTime), drop: 2 },
    { title: 'Workflow', value: (action) => action.externalId ?? '-', leaveOut: 'middle', least: 12 },
    {
      title: 'Error',
      value: ({ errorCode, errorMessage }) => [errorCode, errorMessage].filter(Boolean).join(': '),
      leaveOut: 'end',
      least: 12,
      drop: 3,
    },
    {
      title: 'Waits for',
      value: (action) =>
        [action.missingDependencies, action.pushMissingDependencies].filter(Boolean).join('#'),
      leaveOut: 'middle',
      least: 12,
      drop: 4,
    },
  ];
}
