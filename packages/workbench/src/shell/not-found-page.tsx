import { IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from './empty-state.tsx';

export function NotFoundPage() {
  return (
    <EmptyState icon={IconRoute} title="There is no such page">
      <p>
        The workbench has <Link to="/jobs">Jobs</Link>, <Link to="/conflicts">Conflicts</Link> and{' '}
        <Link to="/sync">Sync</Link>.
      </p>
    </EmptyState>
  );
}
