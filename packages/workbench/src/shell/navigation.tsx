import { VisuallyHidden } from '@mantine/core';
import { IconArrowsSplit2, IconListDetails, IconRefreshDot, type TablerIcon } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useStatuses } from '../databases/databases-context.tsx';
import { summarize } from '../databases/sync-summary.ts';
import { type PagePath, pages } from './pages.ts';
import { useShortcuts } from './use-shortcuts.ts';

const icons: Record<PagePath, TablerIcon> = {
  '/jobs': IconListDetails,
  '/conflicts': IconArrowsSplit2,
  '/sync': IconRefreshDot,
};

/** The pages: a rail at the left, a bar at the bottom on phones. */
export function Navigation() {
  const navigate = useNavigate();
  const { conflicts, parked } = summarize(undefined, useStatuses());
  const counts: Partial<Record<PagePath, number>> = { '/conflicts': conflicts, '/sync': parked };
  useShortcuts(
    Object.fromEntries(pages.map(({ path, key }) => [`g ${key}`, () => void navigate({ to: path })])),
  );
  return (
    <nav className="shell-navigation" aria-label="Pages">
      <ul>
        {pages.map(({ path, name, key }) => {
          const Icon = icons[path];
          const count = counts[path] ?? 0;
          return (
            <li key={path}>
              <Link to={path} title={`${name} (g ${key})`} activeOptions={{ includeSearch: false }}>
                <Icon size={22} stroke={1.7} aria-hidden />
                {name}
                {count > 0 && (
                  <span className="shell-navigation-count">
                    {count > 99 ? '99+' : count}
                    <VisuallyHidden> waiting for you</VisuallyHidden>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
