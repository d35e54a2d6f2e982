import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { Moment } from '../time/moment.tsx';
import type { GatewayHealth } from './gateway-health.ts';
import { useGatewayHealth } from './use-gateway-health.ts';

/** The way from this browser to Oozie. */
export function GatewayCard() {
  const answer = useGatewayHealth();
  return (
    <section className="card sync-card" aria-labelledby="gateway-title">
      <h2 id="gateway-title">Gateway and Oozie</h2>
      {answer === undefined ? (
        <p className="dimmed">Asking the gateway …</p>
      ) : 'problem' in answer ? (
        <p className="sync-connection" data-good={false}>
          <IconPlugConnectedX size={18} aria-hidden /> {answer.problem}
        </p>
      ) : (
        <Health health={answer.health} />
      )}
    </section>
  );
}

function Health({ health: { version, startedAt, oozie } }: { health: GatewayHealth }) {
  return (
    <>
      <p className="sync-connection" data-good={oozie.reachable}>
        {oozie.reachable ? (
          <IconCircleCheck size={18} aria-hidden />
        ) : (
          <IconPlugConnectedX size={18} aria-hidden />
        )}
        {oozie.reachable ? 'The gateway runs and Oozie answers.' : 'The gateway runs, but can’t reach Oozie.'}
      </p>
      {oozie.error !== null && <p className="dimmed">{oozie.error}</p>}
      <dl className="sync-facts">
        <Fact name="Oozie">{oozie.buildVersion ?? 'version unknown'}</Fact>
        <Fact name="System mode">{oozie.systemMode ?? 'unknown'}</Fact>
        <Fact name="Answers in">{oozie.latencyMs === null ? 'no answer' : `${oozie.latencyMs} ms`}</Fact>
        <Fact name="Address">
          <span className="mono">{oozie.url ?? 'unknown'}</span>
        </Fact>
        <Fact name="Gateway">
          {version ?? 'version unknown'}
          {startedAt !== null && (
            <span className="dimmed">
              , started <Moment at={startedAt} />
            </span>
          )}
        </Fact>
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
