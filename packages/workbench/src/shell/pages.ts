/** The workbench's pages. The service worker answers navigations to these, and to no other path of the origin (vite.config.ts). */
export const pages = [
  { path: '/jobs', name: 'Jobs', key: 'j' },
  { path: '/conflicts', name: 'Conflicts', key: 'c' },
  { path: '/sync', name: 'Sync', key: 's' },
] as const;

export type PagePath = (typeof pages)[number]['path'];
