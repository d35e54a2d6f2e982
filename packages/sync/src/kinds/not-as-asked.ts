/** What was asked can't be done as things are now: nothing was sent. The message says when, then and now. */
export class NotAsAsked extends Error {
  override readonly name = 'NotAsAsked';
}

/** Nobody can tell whether Oozie carried out what was sent: a person has to look before it is sent again. */
export class CannotTell extends Error {
  override readonly name = 'CannotTell';
}

/** Somebody else was first: nothing of what was sent counts, and what they did has to be looked at. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}
