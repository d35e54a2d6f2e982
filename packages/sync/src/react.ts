/** An entry of its own: only those who use React need React. */

export {
  type Commands,
  useActivity,
  useCommands,
  useConflicts,
  useJobs,
  useOutbox,
  useParked,
  useRow,
  useRows,
  useStatus,
  useUndoable,
} from './react/hooks.ts';
export { HowdahProvider, useHowdah } from './react/howdah-context.ts';
export { useLive } from './react/use-live.ts';
