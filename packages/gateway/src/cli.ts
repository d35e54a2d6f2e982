#!/usr/bin/env node
import { readOptions, usage } from './command-line.ts';
import { startGateway } from './start-gateway.ts';
import { version } from './version.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(usage);
  else if (options === 'version') console.log(version);
  else {
    const gateway = await startGateway({ ...options, log: (line) => console.error(line) });
    console.log(`Howdah's gateway to ${options.oozieUrl} is at ${gateway.url}. Ctrl-C ends it.`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.stop());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
