import { IconCloudOff, IconHistory, IconLoader, IconPointFilled, type TablerIcon } from '@tabler/icons-react';
import { useOwnStatus } from '../databases/databases-context.tsx';
import { useNow } from '../time/use-now.ts';
import { type Freshness, freshnessOf } from './freshness.ts';

const icons: Record<Freshness['state'], TablerIcon> = {
  live: IconPointFilled,
  cached: IconHistory,
  offline: IconCloudOff,
  waiting: IconLoader,
};

/** How old the list can be. */
export function FreshnessLine() {
  const status = useOwnStatus();
  const { state, words } = freshnessOf(status, useNow());
  const Icon = icons[state];
  return (
    <p className="freshness" data-state={state} data-testid="freshness">
      <Icon size={16} stroke={1.75} aria-hidden />
      {words}
    </p>
  );
}
