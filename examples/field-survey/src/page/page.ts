import type { Howdah } from '@howdah/sync';
import { activityLog } from './activity-log.ts';
import { element } from './element.ts';
import { scheduleList } from './schedule-list.ts';
import { surveyList } from './survey-list.ts';
import { syncPill } from './sync-pill.ts';
import { timeZone } from './words.ts';

function root(): HTMLElement {
  const found = document.getElementById('page');
  if (!found) throw new Error('index.html has no element with the id "page".');
  return found;
}

/** Shows the app, and keeps it up to date from then on. */
export function showPage(howdah: Howdah): void {
  root().replaceChildren(
    element('header', { class: 'top' }, element('h1', {}, 'Field survey'), syncPill(howdah)),
    element('main', {}, surveyList(howdah), scheduleList(howdah)),
    element(
      'footer',
      {},
      activityLog(howdah),
      element('p', {}, element('a', { href: '/' }, 'Open the workbench'), ` · Times are in ${timeZone}.`),
    ),
  );
}

/** Says why the app can't start. */
export function showStartProblem(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  root().replaceChildren(
    element(
      'main',
      {},
      element('h1', {}, 'Field survey can’t start'),
      element('p', { class: 'note', role: 'alert' }, message),
    ),
  );
  console.error(error);
}
