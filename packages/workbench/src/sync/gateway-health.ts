/** What the gateway says about itself and about the Oozie behind it. */
export interface GatewayHealth {
  version: string | null;
  /** Epoch ms. */
  startedAt: number | null;
  oozie: {
    url: string | null;
    reachable: boolean;
    systemMode: string | null;
    buildVersion: string | null;
    latencyMs: number | null;
    error: string | null;
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads the answer of `/howdah/health`; undefined when it isn't one, as from a server that is no gateway. */
export function parseHealth(answer: unknown): GatewayHealth | undefined {
  const [gateway, oozie] = [field(answer, 'gateway'), field(answer, 'oozie')];
  if (typeof oozie !== 'object' || oozie === null) return undefined;
  const startedAt = Date.parse(textOf(field(gateway, 'startedAt')) ?? '');
  const latencyMs = field(oozie, 'latencyMs');
  return {
    version: textOf(field(gateway, 'version')),
    startedAt: Number.isNaN(startedAt) ? null : startedAt,
    oozie: {
      url: textOf(field(oozie, 'url')),
      reachable: field(oozie, 'reachable') === true,
      systemMode: textOf(field(oozie, 'systemMode')),
      buildVersion: textOf(field(oozie, 'buildVersion')),
      latencyMs: typeof latencyMs === 'number' ? latencyMs : null,
      error: textOf(field(oozie, 'error')),
    },
  };
}
