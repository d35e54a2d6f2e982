export { LocalOozieError, type LocalOozieErrorCode } from './local-oozie-error.ts';
export { oozieSchemas, oozieTestDefinitions, type ShippedDefinition } from './oozie-definitions.ts';
export { type LocalOozie, type LocalOozieOptions, startLocalOozie } from './start-local-oozie.ts';
