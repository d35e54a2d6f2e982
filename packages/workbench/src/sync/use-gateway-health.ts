import { useEffect, useState } from 'react';
import { type GatewayHealth, parseHealth } from './gateway-health.ts';

const askEvery = 15_000;

export type HealthAnswer = { health: GatewayHealth } | { problem: string };

async function ask(signal: AbortSignal): Promise<HealthAnswer> {
  try {
    const response = await fetch('/howdah/health', { signal });
    const health = response.ok ? parseHealth(await response.json()) : undefined;
    return health === undefined
      ? { problem: `What answers at /howdah/health is no Howdah gateway (status ${response.status}).` }
      : { health };
  } catch {
    return { problem: 'The gateway does not answer. Check the network, and whether the gateway runs.' };
  }
}

/** The gateway's health, asked for again and again while the page is looked at. */
export function useGatewayHealth(): HealthAnswer | undefined {
  const [answer, setAnswer] = useState<HealthAnswer>();
  useEffect(() => {
    const shown = new AbortController();
    const look = async () => {
      if (document.visibilityState === 'hidden') return;
      const found = await ask(shown.signal);
      if (!shown.signal.aborted) setAnswer(found);
    };
    void look();
    const timer = setInterval(look, askEvery);
    addEventListener('online', look, { signal: shown.signal });
    return () => {
      shown.abort();
      clearInterval(timer);
    };
  }, []);
  return answer;
}
