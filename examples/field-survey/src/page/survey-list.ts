import type { Howdah } from '@howdah/sync';
import { type Survey, surveys } from '../database.ts';
import { button, element } from './element.ts';
import { type Entry, rowList } from './row-list.ts';
import { rowNote } from './row-note.ts';
import { openSurveyForm } from './survey-form.ts';
import { clockText, jobState, momentText, statusWord } from './words.ts';

/** The surveys of this device, newest first, with what became of them on the cluster. */
export function surveyList(howdah: Howdah): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': 'surveys' },
    element(
      'header',
      {},
      element('h2', { id: 'surveys' }, 'Surveys'),
      button('New survey', openSurveyForm, { name: 'new-survey', class: 'primary' }),
    ),
    rowList(howdah, {
      store: 'surveys',
      read: () => surveys.orderBy('recordedAt').reverse().limit(200).toArray(),
      empty: 'No surveys yet. Record one; it works without a network, too.',
      draw: (entry) => surveyCard(howdah, entry),
    }),
  );
}

function surveyCard(howdah: Howdah, { row: survey, parked, conflict }: Entry<Survey>): HTMLElement {
  const state =
    survey.status === 'draft'
      ? { word: 'Draft', tone: 'quiet' }
      : jobState(survey.jobStatus, parked !== undefined);
  return element(
    'li',
    { class: 'card', 'data-row': survey.id },
    element(
      'div',
      { class: 'headline' },
      element('h3', {}, survey.site),
      element('span', { class: `chip ${state.tone}` }, state.word),
      survey.assessment
        ? element(
            'span',
            { class: `chip ${survey.assessment}`, 'data-assessment': survey.assessment },
            statusWord(survey.assessment),
          )
        : null,
    ),
    element(
      'p',
      { class: 'meta' },
      `Severity ${survey.severity} · ${survey.inspector} · ${momentText(survey.recordedAt)}`,
    ),
    survey.notes ? element('p', { class: 'notes' }, survey.notes) : null,
    rowNote(howdah, parked, conflict),
    element(
      'div',
      { class: 'foot' },
      survey.jobId
        ? element('p', { class: 'job' }, element('code', {}, survey.jobId), runTimes(survey))
        : null,
      surveyActions(survey),
    ),
  );
}

function surveyActions(survey: Survey): HTMLElement {
  return element(
    'div',
    { class: 'actions' },
    survey.status === 'draft'
      ? button('Finish', () => void surveys.update(survey.id, { status: 'finished' }), { name: 'finish' })
      : null,
    button('Delete', () => void surveys.delete(survey.id), {
      name: 'delete',
      class: 'quiet',
      'aria-label': `Delete the survey of ${survey.site}`,
    }),
  );
}

function runTimes(survey: Survey): string {
  if (!survey.startedAt) return '';
  const end = survey.endedAt ? clockText(survey.endedAt) : '…';
  const kept = survey.onServer === false ? ', no longer on Oozie' : '';
  return ` ran ${clockText(survey.startedAt)} – ${end}${kept}`;
}
