/** An entry of its own: the engine in a worker, and the page's side of it. */
export { type ConnectOptions, connectHowdah } from './worker/connect-howdah.ts';
export type { EngineWorker, EngineWorkers, SharedEngineWorker } from './worker/engine-workers.ts';
export type { ServeOptions } from './worker/host-engines.ts';
export { type SharedScope, serveHowdah } from './worker/serve-howdah.ts';
