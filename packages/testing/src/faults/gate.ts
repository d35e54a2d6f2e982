/** Lets a test stop a request half-way, look around, and let it go on. */
export interface Gate {
  /** Resolves when the first request stands at the gate. */
  readonly arrived: Promise<void>;
  /** Resolves when the gate has been opened. */
  readonly released: Promise<void>;
  /** Opens the gate for good. Calling it again changes nothing. */
  release(): void;
  /** For the proxy: a request stands at the gate. */
  arrive(): void;
}

/**
 * A closed gate for a `hold` fault.
 *
 * @example
 * const gate = createGate();
 * proxy.inject({ match: (request) => request.method === 'POST', action: { kind: 'hold', gate } });
 * const submitting = client.submit(job);
 * await gate.arrived; // Oozie has the job, the client does not know yet
 * gate.release();
 * await submitting;
 */
export function createGate(): Gate {
  let arrive = () => {};
  let release = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { arrived, released, arrive: () => arrive(), release: () => release() };
}
