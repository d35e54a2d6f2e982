export { type ExitCode, exitCode } from './exit-code.ts';
export { main } from './main.ts';
export type { Sink, Source, Surroundings } from './surroundings.ts';
