import { registerOutboxSync } from '@howdah/sync/service-worker';
import { database } from './database.ts';
import { showPage, showStartProblem } from './page/page.ts';
import { startSync } from './sync.ts';
import './style.css';

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the app still works, just not on a reload without network, and it sends only while it is open.
  navigator.serviceWorker
    .register(`${import.meta.env.BASE_URL}service-worker.js`, { type: 'module' })
    .catch(console.warn);
}

try {
  const howdah = await startSync();
  window.fieldSurvey = { database, howdah };
  if (import.meta.env.PROD) registerOutboxSync(howdah);
  showPage(howdah);
} catch (error) {
  showStartProblem(error);
}
