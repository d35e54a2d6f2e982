import type { RowReference } from '@howdah/sync';
import { type ReactNode, useId } from 'react';
import { keyWords } from '../conflicts/compare-fields.ts';
import { Moment } from '../time/moment.tsx';

interface HeldRowProps {
  row: RowReference;
  icon: ReactNode;
  /** What became of it at `since`, e.g. "parked". */
  verb: string;
  since: number;
  /** Why a decision about it couldn't be taken. */
  problem?: string | undefined;
  children: ReactNode;
  /** What a person can do; told the id of what names the row. */
  actions?: (describedBy: string) => ReactNode;
}

/** A row that didn't get to Oozie so far: which, since when, why, and what can be done. */
export function HeldRow({ row, icon, verb, since, problem, children, actions }: HeldRowProps) {
  const id = useId();
  return (
    <li>
      {icon}
      <div className="held-words">
        <p id={id}>
          <strong>
            {row.collection} {keyWords(row.rowKey)}
          </strong>{' '}
          <span className="small dimmed">
            {verb} <Moment at={since} />
          </span>
        </p>
        {children}
        {problem !== undefined && (
          <p role="alert" className="held-problem">
            {problem}
          </p>
        )}
      </div>
      {actions !== undefined && <div className="held-actions">{actions(id)}</div>}
    </li>
  );
}

export const rowId = ({ collection, rowKey }: RowReference) => `${collection}/${JSON.stringify(rowKey)}`;
