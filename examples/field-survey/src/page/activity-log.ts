import type { Activity, Howdah } from '@howdah/sync';
import { element } from './element.ts';
import { keyedList } from './keyed-list.ts';
import { watch } from './watch.ts';
import { clockText } from './words.ts';

/** What Howdah did lately, in the words of its six steps. */
export function activityLog(howdah: Howdah): HTMLElement {
  const list = element('ol', { class: 'log' });
  const show = keyedList(list, activityLine);
  watch(howdah.activity, (activities) => {
    show(
      activities.slice(0, 40).map((value, position) => ({
        // Two alike at the same millisecond are told apart by how many are older.
        key: `${value.at} ${value.step} ${value.message} ${activities.length - position}`,
        value,
      })),
    );
  });
  return element('details', { class: 'activity' }, element('summary', {}, 'What Howdah did'), list);
}

function activityLine(activity: Activity): HTMLElement {
  return element(
    'li',
    {},
    element('time', {}, clockText(activity.at)),
    element('b', { 'data-step': activity.step }, activity.step),
    element('span', {}, activity.message),
  );
}
