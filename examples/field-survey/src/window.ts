import type { Howdah } from '@howdah/sync';
import type { Dexie } from 'dexie';

declare global {
  interface Window {
    /** For the browser's console and for tests: the app's database and its engine. The app itself doesn't read it. */
    fieldSurvey?: { database: Dexie; howdah: Howdah };
  }
}
