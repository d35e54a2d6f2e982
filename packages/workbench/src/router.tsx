import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { ConflictsPage } from './conflicts/conflicts-page.tsx';
import { parseJobsSearch } from './jobs/job-filter.ts';
import { JobsPage } from './jobs/jobs-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';
import { SyncPage } from './sync/sync-page.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  // Oozie's own console linked to jobs as `?job=<id>`; such links go on working.
  validateSearch: parseJobsSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/jobs', search, replace: true });
  },
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch: parseJobsSearch,
  component: JobsPage,
});

const conflicts = createRoute({
  getParentRoute: () => root,
  path: '/conflicts',
  validateSearch: (search: Record<string, unknown>): { open?: string } =>
    typeof search.open === 'string' ? { open: search.open } : {},
  component: ConflictsPage,
});

const sync = createRoute({ getParentRoute: () => root, path: '/sync', component: SyncPage });

export const router = createRouter({
  routeTree: root.addChildren([home, jobs, conflicts, sync]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
