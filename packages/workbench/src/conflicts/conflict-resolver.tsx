import type { Resolution } from '@howdah/sync';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useDecision } from '../sync/use-decision.ts';
import { ExactMoment } from '../time/moment.tsx';
import { compareFields, keyWords } from './compare-fields.ts';
import { ConflictEditor } from './conflict-editor.tsx';
import { ConflictingFields, MergedFields } from './field-table.tsx';
import type { FoundConflict } from './use-conflicts.ts';
import './conflict-resolver.css';

interface ConflictResolverProps {
  found: FoundConflict;
  /** Called once the decision is kept, with what was decided. */
  onResolved: (words: string) => void;
}

/** One row that both sides changed: what it was, what each side made of it, and the ways to settle it. */
export function ConflictResolver({ found: { view, conflict }, onResolved }: ConflictResolverProps) {
  const [isEditing, setEditing] = useState(false);
  const { isTaken: isSaving, problem, take } = useDecision();
  const { conflicting, merged } = compareFields(conflict);
  const isDeletedHere = conflict.local === null;

  const settle = (resolution: Resolution, words: string) =>
    take(async () => {
      await view.resolve(conflict, resolution);
      onResolved(words);
    });

  return (
    <article className="conflict card" aria-labelledby="conflict-title">
      <header className="conflict-heading">
        <h2 id="conflict-title">{keyWords(conflict.rowKey)}</h2>
        <p className="dimmed small">
          {view.database} › {conflict.collection}
          {conflict.jobId !== null && (
            <>
              {' · '}
              <Link className="mono" to="/jobs" search={{ job: conflict.jobId }}>
                {conflict.jobId}
              </Link>
            </>
          )}
          {' · since '}
          <ExactMoment at={conflict.since} />
        </p>
      </header>
      {isDeletedHere && (
        <p className="conflict-deleted">
          <IconTrash size={18} aria-hidden /> Deleted here, while Oozie’s side was changed.
        </p>
      )}
      <ConflictingFields fields={conflicting} isDeletedHere={isDeletedHere} />
      <MergedFields fields={merged} />
      {problem !== undefined && (
        <p className="conflict-problem" role="alert">
          <IconAlertTriangle size={18} aria-hidden /> {problem}
        </p>
      )}
      {isEditing ? (
        <ConflictEditor
          conflict={conflict}
          fields={conflicting}
          isSaving={isSaving}
          onSave={(row) => settle({ row }, 'edited by hand.')}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className="conflict-actions">
          <Decision words={isDeletedHere ? 'It stays deleted.' : 'Your values go to Oozie.'}>
            <Button disabled={isSaving} onClick={() => settle('mine', 'kept mine.')}>
              Keep mine
            </Button>
          </Decision>
          <Decision words={isDeletedHere ? 'The row comes back.' : 'Oozie’s values come here.'}>
            <Button disabled={isSaving} onClick={() => settle('theirs', 'took theirs.')}>
              Take theirs
            </Button>
          </Decision>
          <Decision words="You set each field.">
            <Button variant="default" disabled={isSaving} onClick={() => setEditing(true)}>
              Edit by hand
            </Button>
          </Decision>
        </div>
      )}
    </article>
  );
}

function Decision({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div className="conflict-decision">
      {children}
      <span className="small dimmed">{words}</span>
    </div>
  );
}
