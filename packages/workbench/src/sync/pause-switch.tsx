import type { SyncView } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useDecision } from './use-decision.ts';

/** Holds back what would be sent to Oozie, or lets it go; what happens there is shown either way. */
export function PauseSwitch({ view }: { view: SyncView }) {
  const paused = useLive(view.paused);
  const { isTaken, problem, take } = useDecision();
  if (paused === undefined) return null;
  const isPaused = paused.all || paused.collections.length > 0;
  const what = paused.all ? '' : ` of ${paused.collections.join(', ')}`;
  return (
    <div className="pause-switch">
      <Button
        variant="default"
        disabled={isTaken}
        leftSection={isPaused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={() => take(() => (isPaused ? view.resume() : view.pause()))}
      >
        {isPaused ? 'Resume sending' : 'Pause sending'}
      </Button>
      <p className="small dimmed" role="status">
        {isPaused
          ? `Sending${what} is paused. Changes are kept, and sent when it is resumed.`
          : 'Holds changes back, in all tabs, until you resume.'}
      </p>
      {problem !== undefined && (
        <p role="alert" className="held-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
