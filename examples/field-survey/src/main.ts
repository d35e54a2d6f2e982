import { database } from './database.ts';
import { showPage, showStartProblem } from './page/page.ts';
import { startSync } from './sync.ts';
import './style.css';

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the app still works, just not on a reload without network.
  navigator.serviceWorker.register(`${import.meta.env.BASE_URL}service-worker.js`).catch(console.warn);
}

try {
  const howdah = await startSync();
  window.fieldSurvey = { database, howdah };
  showPage(howdah);
} catch (error) {
  showStartProblem(error);
}
