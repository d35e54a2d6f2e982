import { surveys } from '../database.ts';
import { element } from './element.ts';
import { field, openSheet, textOf } from './sheet.ts';

const inspectorKey = 'field-survey:inspector';

/** Asks for a survey and keeps it. Finished, it goes out as soon as there is a network. */
export function openSurveyForm(): void {
  const severity = element('input', { type: 'range', name: 'severity', min: 1, max: 10, value: 5 });
  const severityShown = element('output', {}, '5 of 10');
  severity.addEventListener('input', () => {
    severityShown.textContent = `${severity.value} of 10`;
  });
  openSheet(
    'New survey',
    'Save',
    [
      field('Site', element('input', { name: 'site', required: true, maxlength: 80, autocomplete: 'off' })),
      field(
        'Inspector',
        element('input', {
          name: 'inspector',
          required: true,
          maxlength: 60,
          autocomplete: 'name',
          value: localStorage.getItem(inspectorKey) ?? '',
        }),
      ),
      field('Severity', element('span', { class: 'range' }, severity, severityShown), 'Above 6 is urgent.'),
      field('Notes', element('textarea', { name: 'notes', rows: 3, maxlength: 2000 })),
      element(
        'label',
        { class: 'check' },
        element('input', { type: 'checkbox', name: 'finished', checked: true }),
        'Finished: send it',
      ),
    ],
    async (entered) => {
      const inspector = textOf(entered, 'inspector');
      localStorage.setItem(inspectorKey, inspector);
      await surveys.add({
        id: crypto.randomUUID(),
        site: textOf(entered, 'site'),
        inspector,
        severity: Number(textOf(entered, 'severity')),
        notes: textOf(entered, 'notes'),
        recordedAt: Date.now(),
        status: entered.has('finished') ? 'finished' : 'draft',
      });
    },
  );
}
