import { nearest } from '../../el/nearest.ts';

/** So many misspelt names of one document are told what they may mean; each is compared with all there are. */
const most = 30;

/** What a name that is not among some may mean: `Did you mean fetch?`, or else what there is to do. */
export function suggestions(names: () => readonly string[]): (name: string, otherwise: string) => string {
  let known: readonly string[] | undefined;
  let asked = 0;
  return (name, otherwise) => {
    asked += 1;
    known ??= names();
    const meant = asked > most ? undefined : nearest(name, known);
    return meant === undefined ? otherwise : `Did you mean ${meant}?`;
  };
}
