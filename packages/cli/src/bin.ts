#!/usr/bin/env node
import { exitCode } from './exit-code.ts';
import { main } from './main.ts';
import { nodeSurroundings } from './node-surroundings.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second one means it.
    if (interrupt.signal.aborted) process.exit(exitCode.interrupted);
    interrupt.abort();
  });
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read has seen enough, e.g. `howdah jobs | head`.
    if (error.code === 'EPIPE') process.exit(exitCode.ok);
    throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), nodeSurroundings(interrupt.signal));
for (const stream of [process.stdout, process.stderr]) {
  await new Promise((written) => stream.write('', written));
}
// Connections that Node keeps open for later would hold up the end.
process.exit();
