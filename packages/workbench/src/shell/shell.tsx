import { ActionIcon } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ColorSchemeSelect } from './color-scheme-select.tsx';
import { Navigation } from './navigation.tsx';
import { pages } from './pages.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { SyncPill } from './sync-pill.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './shell.css';

/** What stays on every page: the header with the state of syncing, the navigation, and the page in between. */
export function Shell() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({ '?': () => setHelpOpen(true) });
  useDocumentTitle();
  return (
    <div className="shell">
      <a className="shell-skip" href="#page">
        Skip to content
      </a>
      <header className="shell-header">
        <Link className="shell-brand" to="/jobs">
          <img src="/icon.svg" alt="" width={28} height={28} />
          Howdah
        </Link>
        <div className="shell-tools">
          <SyncPill />
          <ActionIcon
            className="shell-keyboard"
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Keyboard shortcuts"
            title="Keyboard shortcuts (?)"
            onClick={() => setHelpOpen(true)}
          >
            <IconKeyboard size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
          <ColorSchemeSelect />
        </div>
      </header>
      <Navigation />
      <main id="page" className="shell-page" tabIndex={-1}>
        <Outlet />
      </main>
      <ShortcutHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function useDocumentTitle(): void {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const page = pages.find((each) => each.path === path);
    document.title = page === undefined ? 'Howdah' : `${page.name} · Howdah`;
  }, [path]);
}
