/** The engine's own thread, for all tabs: `connectHowdah` (sync.ts) starts it. */
import { serveHowdah } from '@howdah/sync/worker';
import { collections, log, oozie } from './collections.ts';

serveHowdah(self, { collections, oozie, log });
