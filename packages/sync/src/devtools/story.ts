import { fieldOf, fieldsOf, sameValue } from '../fold/fold.ts';
import type { Decision, RowState } from '../plan/decision.ts';
import type { StepEntry } from './log-entry.ts';

const list = (names: readonly string[]) => names.join(', ');

/** Why a row was looked at. */
export function occasionOf({ intent, finished, local, journal, asked }: Partial<RowState>): string {
  if (finished !== undefined) return `${finished.action} is done`;
  switch (intent?.by) {
    case 'app': {
      if (local === undefined) return 'the app deleted it';
      const base = journal?.base ?? null;
      if (journal === undefined || base === null) return 'the app wrote it';
      const edited = fieldsOf(local).filter(
        (field) => !sameValue(fieldOf(local, field), fieldOf(base, field)),
      );
      return edited.length === 0 ? 'the app wrote it' : `the app wrote ${list(edited)}`;
    }
    case 'person':
      if (asked !== undefined) return `a person asked for ${asked.command.do}`;
      return journal?.resolved === undefined ? 'a person decided' : 'a person settled the conflict';
    case 'mirror':
      return 'news of its job, or of what it refers to';
    default:
      return 'its step came to something';
  }
}

/** What was decided, in words. */
export function outcomeOf({ wait, journal, row, step, cancel, command }: Partial<Decision>): string {
  if (wait) return 'wait for the step under way';
  const said: string[] = [];
  if (cancel !== undefined && step?.action !== cancel.action) said.push(`drop ${cancel.action}`);
  if (step !== undefined)
    said.push(`send ${step.action}${step.fields.length > 0 ? ` with ${list(step.fields)}` : ''}`);
  if (row === 'delete') said.push('delete the row');
  else if (row !== undefined) said.push('write the row back');
  if (command !== undefined && command !== 'drop all') {
    said.push(
      'put' in command
        ? 'note what the job is like for what is asked of it'
        : `${command.drop.command.do} needs nothing any more`,
    );
  }
  if (journal === 'delete') said.push('nothing is kept of the row');
  else if (journal?.conflict != null) said.push(`conflict in ${list(journal.conflict.fields)}`);
  else if (journal?.problem != null) said.push(`${journal.state}: ${journal.problem.message}`);
  else if (journal?.state === 'settled') said.push('both sides agree');
  return said.length === 0 ? 'nothing to do' : said.join('; ');
}

/** What came to a step, in words. */
export function stepWords({ action, from, event, change, attempts, problem }: StepEntry): string {
  const turn = change === null ? `stays ${from}` : `${from} → ${change.to}`;
  const tries = attempts > 1 ? `, try ${attempts}` : '';
  return `${action}: ${event}, ${turn}${tries}${problem === null ? '' : ` (${problem})`}`;
}
