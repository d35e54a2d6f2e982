export { LocalOozieError, type LocalOozieErrorCode } from './local-oozie-error.ts';
export {
  type CommandOutcome,
  type OozieCommandLine,
  type OozieCommandLineOptions,
  oozieCommandLine,
} from './oozie-command-line.ts';
export { oozieSchemas, oozieTestDefinitions, type ShippedDefinition } from './oozie-definitions.ts';
export { type LocalOozie, type LocalOozieOptions, startLocalOozie } from './start-local-oozie.ts';
