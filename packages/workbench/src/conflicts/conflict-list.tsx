import { useRef } from 'react';
import { useShortcuts } from '../shell/use-shortcuts.ts';
import { Moment } from '../time/moment.tsx';
import { keyWords } from './compare-fields.ts';
import type { FoundConflict } from './use-conflicts.ts';

interface ConflictListProps {
  conflicts: readonly FoundConflict[];
  chosenId: string | undefined;
  onChoose: (id: string) => void;
}

export function ConflictList({ conflicts, chosenId, onChoose }: ConflictListProps) {
  const list = useRef<HTMLUListElement>(null);
  const move = (by: 1 | -1) => {
    const at = conflicts.findIndex(({ id }) => id === chosenId);
    const next = Math.min(conflicts.length - 1, Math.max(0, at + by));
    const found = conflicts[next];
    if (found === undefined) return;
    onChoose(found.id);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  return (
    <ul ref={list} className="conflict-list card" aria-label="Rows in conflict">
      {conflicts.map(({ id, view, conflict }) => (
        <li key={id}>
          <button type="button" aria-current={id === chosenId} onClick={() => onChoose(id)}>
            <span className="conflict-list-key">{keyWords(conflict.rowKey)}</span>
            <span className="small dimmed">
              {view.database} › {conflict.collection}
            </span>
            <span className="small conflict-list-fields">
              {conflict.local === null ? 'deleted here, changed in Oozie' : conflict.fields.join(', ')}
            </span>
            <span className="small dimmed">
              <Moment at={conflict.since} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
