/** Howdah can't be started; the message says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
