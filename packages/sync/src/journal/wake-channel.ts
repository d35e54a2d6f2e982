/** The BroadcastChannel on which writes made without Dexie wake the leader. */
export const wakeChannelName = (database: string) => `howdah:${database}`;
