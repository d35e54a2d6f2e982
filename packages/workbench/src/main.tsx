// First, so that the workbench's own styles come after Mantine's.
import './theme/mantine-styles.ts';
import './theme/base.css';

import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DatabasesProvider } from './databases/databases-context.tsx';
import { watchDatabases } from './databases/watch-databases.ts';
import { router } from './router.tsx';
import { colorSchemeManager, cssVariables, theme } from './theme/theme.ts';

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the workbench still works, just not on a reload without network.
  navigator.serviceWorker.register('/service-worker.js').catch(console.warn);
}

const databases = watchDatabases();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root".');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <DatabasesProvider databases={databases}>
        <RouterProvider router={router} />
      </DatabasesProvider>
    </MantineProvider>
  </StrictMode>,
);
