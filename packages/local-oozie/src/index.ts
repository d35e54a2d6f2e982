export { LocalOozieError, type LocalOozieErrorCode } from './local-oozie-error.ts';
export { type LocalOozie, type LocalOozieOptions, startLocalOozie } from './start-local-oozie.ts';
