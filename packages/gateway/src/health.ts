import type { Upstream } from './upstream.ts';

const timeoutMs = 2000;
const freshForMs = 1000;

/** How the gateway and the Oozie behind it are. */
export interface GatewayHealth {
  readonly gateway: {
    readonly version: string;
    /** ISO 8601. */
    readonly startedAt: string;
  };
  readonly oozie: OozieHealth;
  readonly definitionRoot?: string;
  readonly fileSystem?: string;
}

/** What the gateway saw of Oozie within the last second. */
export interface OozieHealth {
  readonly url: string;
  /** Oozie answered, whatever it answered. */
  readonly reachable: boolean;
  readonly systemMode?: string;
  readonly buildVersion?: string;
  /** Milliseconds until Oozie answered. */
  readonly latencyMs?: number;
  /** Why something above is missing. */
  readonly error?: string;
}

/** Looks after Oozie for any number of askers: answers are shared, and at most a second old. */
export function watchOozie(upstream: Upstream): () => Promise<OozieHealth> {
  let shared: { readonly health: Promise<OozieHealth>; at: number } | undefined;
  return () => {
    if (shared === undefined || Date.now() - shared.at > freshForMs) {
      const looking = { health: lookAt(upstream), at: Number.POSITIVE_INFINITY };
      const done = () => {
        looking.at = Date.now();
      };
      looking.health.then(done, done);
      shared = looking;
    }
    return shared.health;
  };
}

async function lookAt(upstream: Upstream): Promise<OozieHealth> {
  const started = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const [status, build] = await Promise.all([
    readFact(upstream, '/v1/admin/status', 'systemMode', signal),
    readFact(upstream, '/v1/admin/build-version', 'buildVersion', signal),
  ]);
  const latencyMs = Math.round(performance.now() - started);
  const error = status.error ?? build.error;
  return {
    url: upstream.url,
    reachable: status.answered,
    ...(status.value === undefined ? {} : { systemMode: status.value }),
    ...(build.value === undefined ? {} : { buildVersion: build.value }),
    ...(status.answered ? { latencyMs } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

interface Fact {
  readonly answered: boolean;
  readonly value?: string;
  readonly error?: string;
}

async function readFact(upstream: Upstream, path: string, key: string, signal: AbortSignal): Promise<Fact> {
  const outcome = await upstream.ask({ method: 'GET', path, rawHeaders: [] }, signal);
  if (outcome.kind !== 'answer') {
    return { answered: false, error: signal.aborted ? `no answer in ${timeoutMs} ms` : outcome.reason };
  }
  const { answer } = outcome;
  try {
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk;
    if (answer.statusCode !== 200) {
      return { answered: true, error: `${path} answered ${answer.statusCode}` };
    }
    const facts: unknown = JSON.parse(text);
    const value = typeof facts === 'object' && facts !== null ? Reflect.get(facts, key) : undefined;
    return typeof value === 'string'
      ? { answered: true, value }
      : { answered: true, error: `${path} has no ${key}` };
  } catch {
    return { answered: true, error: `${path} did not answer as Oozie does` };
  }
}
