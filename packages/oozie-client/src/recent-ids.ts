/** Remembers the ids that were last noted, at most so many; the oldest is forgotten first. */
export interface RecentIds {
  /** Notes an id; false when it is among those remembered. */
  isNew(id: string): boolean;
}

export function recentIds(limit: number): RecentIds {
  // A Set keeps the order in which ids came.
  const ids = new Set<string>();
  return {
    isNew(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > limit) {
        const [oldest] = ids;
        if (oldest !== undefined) ids.delete(oldest);
      }
      return true;
    },
  };
}
