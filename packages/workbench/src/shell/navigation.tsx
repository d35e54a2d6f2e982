import { IconArrowsSplit2, IconListDetails, IconRefreshDot, type TablerIcon } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useStatuses } from '../databases/databases-context.tsx';
import { countOf, summarize } from '../databases/sync-summary.ts';
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
  const waiting: Partial<Record<PagePath, { count: number; words: string }>> = {
    '/conflicts': { count: conflicts, words: countOf(conflicts, 'conflict') },
    '/sync': { count: parked, words: `${parked} parked` },
  };
  useShortcuts(
    Object.fromEntries(pages.map(({ path, key }) => [`g ${key}`, () => void navigate({ to: path })])),
  );
  return (
    <nav className="shell-navigation" aria-label="Pages">
      <ul>
        {pages.map(({ path, name, key }) => {
          const Icon = icons[path];
          const { count = 0, words } = waiting[path] ?? {};
          return (
            <li key={path}>
              <Link
                to={path}
                title={`${name} (g ${key})`}
                aria-label={count > 0 ? `${name}, ${words}` : name}
                activeOptions={{ includeSearch: false }}
              >
                <span className="shell-navigation-icon">
                  <Icon size={22} stroke={1.7} aria-hidden />
                  {count > 0 && (
                    <span className="shell-navigation-count" aria-hidden>
                      {count > 99 ? '99+' : count}
                    </span>
                  )}
                </span>
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
