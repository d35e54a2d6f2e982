/** An entry of its own: the engine in a worker, and the page's side of it. */
export { type ConnectOptions, connectHowdah, type EngineWorker } from './worker/connect-howdah.ts';
export { type ServeOptions, serveHowdah } from './worker/serve-howdah.ts';
