import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { countOf } from '../databases/sync-summary.ts';
import { useDecision } from '../sync/use-decision.ts';
import { settledWords } from './settled-words.ts';
import type { FoundConflict } from './use-conflicts.ts';
import './settle-all.css';

type Side = 'mine' | 'theirs';

const names: Record<Side, string> = { mine: 'Keep mine', theirs: 'Take theirs' };
const outcomes: Record<Side, string> = {
  mine: 'your values go to Oozie, and a row that was deleted here stays deleted',
  theirs: 'Oozie’s values come here, and a row that was deleted here comes back',
};

interface SettleAllProps {
  conflicts: readonly FoundConflict[];
  /** Called once all decisions are kept, with what came of them. */
  onSettled: (words: string) => void;
}

/** Settles all conflicts that are shown in one go, asked once more before. What comes meanwhile isn’t settled with them. */
export function SettleAll({ conflicts, onSettled }: SettleAllProps) {
  const [asked, setAsked] = useState<{ side: Side; conflicts: readonly FoundConflict[] }>();
  const { isTaken, problem, take } = useDecision();
  const close = () => setAsked(undefined);

  const settle = (side: Side, shown: readonly FoundConflict[]) =>
    take(async () => {
      const came = [];
      for (const view of new Set(shown.map((found) => found.view))) {
        const own = shown.filter((found) => found.view === view).map(({ conflict }) => conflict);
        came.push(await view.resolveAll(own, side));
      }
      close();
      onSettled(settledWords(side, came));
    });

  return (
    <div className="settle-all">
      {(['mine', 'theirs'] as const).map((side) => (
        <Button key={side} variant="default" onClick={() => setAsked({ side, conflicts })}>
          {names[side]} in all {conflicts.length}
        </Button>
      ))}
      <Modal
        opened={asked !== undefined}
        onClose={close}
        centered
        title={asked && `${names[asked.side]} in ${countOf(asked.conflicts.length, 'row')}?`}
        closeButtonProps={{ 'aria-label': 'Cancel' }}
      >
        {asked && (
          <>
            <p>
              In every field that was changed on both sides, {outcomes[asked.side]}. Until it is sent, each
              decision can be undone on the page Sync.
            </p>
            {problem !== undefined && (
              <p className="conflict-problem" role="alert">
                {problem}
              </p>
            )}
            <div className="settle-all-actions">
              <Button disabled={isTaken} onClick={() => settle(asked.side, asked.conflicts)}>
                {names[asked.side]}
              </Button>
              <Button variant="default" disabled={isTaken} onClick={close}>
                Cancel
              </Button>
            </div>
          </>
        )}
      </Modal>
    </div>
  );
}
