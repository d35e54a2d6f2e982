/** What keys do: a key, or two pressed one after the other (`g j`). */
export type ShortcutMap = Readonly<Record<string, () => void>>;

/** How long the second key of two may take, in ms. */
const sequenceMs = 1_500;

export interface Shortcuts {
  /** Adds shortcuts until the returned function is called; what was added last goes first. */
  bind(shortcuts: ShortcutMap): () => void;
  /** Takes a pressed key; true when it did something. */
  press(key: string, at: number): boolean;
}

export function createShortcuts(): Shortcuts {
  const maps: ShortcutMap[] = [];
  let first: { key: string; at: number } | undefined;

  const findIn = (keys: string) => maps.findLast((map) => keys in map)?.[keys];
  const beginsSequence = (key: string) =>
    maps.some((map) => Object.keys(map).some((keys) => keys.startsWith(`${key} `)));

  return {
    bind(shortcuts) {
      maps.push(shortcuts);
      return () => {
        maps.splice(maps.indexOf(shortcuts), 1);
      };
    },
    press(key, at) {
      const begun = first !== undefined && at - first.at < sequenceMs ? first.key : undefined;
      first = undefined;
      // The second key of two never counts as one by itself: `g j` must not also move down.
      const action = findIn(begun === undefined ? key : `${begun} ${key}`);
      if (action !== undefined) {
        action();
        return true;
      }
      if (begun === undefined && beginsSequence(key)) first = { key, at };
      return false;
    },
  };
}
