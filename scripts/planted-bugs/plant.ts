import type { Plugin } from 'vite';
import { plantedBugs } from '../../packages/sync/src/proof/planted-bugs.ts';

/**
 * Replaces one text of the sync engine's source while it is loaded, so that no file ever changes.
 * @param number the bug's place in the list, from 1 on; undefined for none
 */
export function plantedBug(number: string | undefined): Plugin[] {
  if (number === undefined) return [];
  const bug = plantedBugs[Number(number) - 1];
  if (bug === undefined) throw new Error(`There is no planted bug ${number}.`);
  return [
    {
      name: 'howdah-planted-bug',
      enforce: 'pre',
      transform(code, id) {
        if (!id.split('?')[0]?.endsWith(`packages/sync/src/${bug.file}`)) return undefined;
        if (!code.includes(bug.of))
          throw new Error(`${bug.file} has no longer what "${bug.title}" replaces.`);
        return code.replace(bug.of, bug.instead);
      },
    },
  ];
}
