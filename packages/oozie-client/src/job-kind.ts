export type JobKind = 'workflow' | 'coordinator' | 'bundle';

export const jobKinds: readonly JobKind[] = ['workflow', 'coordinator', 'bundle'];

/** The property by which a job says where its definition is; exactly one of them makes a job's kind. */
export const applicationPathProperty: Readonly<Record<JobKind, string>> = {
  workflow: 'oozie.wf.application.path',
  coordinator: 'oozie.coord.application.path',
  bundle: 'oozie.bundle.application.path',
};
