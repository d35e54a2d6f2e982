/** What a row can become on Oozie. */
export type KindName = 'workflow-run' | 'coordinator' | 'bundle' | 'definition';
