import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './empty-state.css';

/** Says why there is nothing to see, and what a person can do about it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
}: {
  icon: TablerIcon;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="empty-state card">
      <Icon className="empty-state-icon" size={36} stroke={1.4} aria-hidden />
      <h2>{title}</h2>
      <div className="empty-state-words dimmed">{children}</div>
    </div>
  );
}
