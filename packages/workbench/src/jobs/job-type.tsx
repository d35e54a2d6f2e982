import { IconBinaryTree2, IconCalendarRepeat, IconPackages, type TablerIcon } from '@tabler/icons-react';
import type { JobType } from './job-filter.ts';

export const typeWords: Record<JobType, { one: string; many: string; icon: TablerIcon }> = {
  workflow: { one: 'Workflow', many: 'Workflows', icon: IconBinaryTree2 },
  coordinator: { one: 'Coordinator', many: 'Coordinators', icon: IconCalendarRepeat },
  bundle: { one: 'Bundle', many: 'Bundles', icon: IconPackages },
};

export function JobTypeLabel({ type }: { type: JobType }) {
  const { one, icon: Icon } = typeWords[type];
  return (
    <span className="job-type">
      <Icon size={16} stroke={1.75} aria-hidden />
      {one}
    </span>
  );
}
