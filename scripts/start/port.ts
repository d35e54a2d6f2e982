import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** Makes sure that a port can be had before Oozie is booted for nothing. 0 always can. @throws {StartError} */
export async function assertPortFree(port: number): Promise<void> {
  const probe = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });
  if (code === undefined) return;
  if (code === 'EADDRINUSE') {
    throw new StartError(
      `Port ${port} is taken, perhaps by another npm start.\n` +
        `Stop that program, or use another port: npm start -- --port ${port + 1} (0 picks a free one).`,
    );
  }
  throw new StartError(`Port ${port} can’t be used (${code}). Use another: npm start -- --port 8750`);
}
