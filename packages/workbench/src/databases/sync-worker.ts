/** The workbench's own engine, in a worker that all its tabs share: a mirror of all jobs of the server. */
import { serveHowdah } from '@howdah/sync/worker';

serveHowdah(self, { collections: [], mirror: 'all', oozie: { url: '/oozie' } });
