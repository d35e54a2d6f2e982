import type { Collection, Row } from '../collection/collection.ts';
import { fieldOf, sameValue } from '../fold/fold.ts';
import type { Kind } from '../kinds/kind.ts';
import { SpecError } from '../kinds/spec-error.ts';
import { type Refer, withTexts } from './references.ts';

/** A row's mapping failed, or gave something that isn't a job. */
export interface MappingProblem {
  message: string;
  field: string | null;
}

export type Mapped = { spec: unknown } | { problem: MappingProblem; waits?: true };

/** What of a row's context its mapping needs. */
export interface SpecContext {
  collection: Collection;
  kind: Kind;
  rowKey: IDBValidKey;
  refer?: Refer;
}

const unknown: Refer = () => ({ wrong: 'refers to another row, which can’t be looked up here.' });

const nameOf = (collection: Collection, rowKey: IDBValidKey) =>
  `${collection.store} ${JSON.stringify(rowKey)}`;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * The job that a row asks for, checked; or why there is none, with the row and the field named. `waits`: there will be
 * one when what the row refers to is there.
 */
export function specOf({ collection, kind, rowKey, refer = unknown }: SpecContext, row: Row): Mapped {
  let returned: unknown;
  try {
    returned = collection.toOozie(row);
  } catch (error) {
    const message = `${nameOf(collection, rowKey)}: toOozie threw: ${messageOf(error)}. Correct the row (or the mapping); it is tried again when the row changes.`;
    return { problem: { message, field: null } };
  }
  const written = withTexts(returned, refer);
  if (!('spec' in written)) {
    const { field, found } = written;
    const name = nameOf(collection, rowKey);
    if ('wrong' in found) return { problem: { message: `${name}: ${found.wrong}`, field } };
    return { problem: { message: `${name} ${found.waitsFor}`, field }, waits: true };
  }
  try {
    return { spec: kind.parseSpec(written.spec) };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const where =
      error.field === null
        ? 'toOozie returned something that'
        : `toOozie returned a job whose field "${error.field}"`;
    const message = `${nameOf(collection, rowKey)}: ${where} isn’t valid: ${error.reason}. Correct the row (or the mapping); it is tried again when the row changes.`;
    return { problem: { message, field: error.field } };
  }
}

/** The row's fields as Oozie has them, or why they can't be told. */
export function patchOf(
  collection: Collection,
  rowKey: IDBValidKey,
  job: object,
  gone: boolean,
  row: Row,
): { patch: Row } | { problem: MappingProblem } {
  try {
    return { patch: collection.fromOozie({ ...job, gone }, row) };
  } catch (error) {
    const message = `${nameOf(collection, rowKey)}: fromOozie threw: ${messageOf(error)}. Correct the mapping; it is tried again at the next change.`;
    return { problem: { message, field: null } };
  }
}

/** Whether a field's value is part of what the row asks of Oozie; if it isn't, the field is the server's to set. */
export function decidesFor(collection: Collection, local: Row, remote: Row): (field: string) => boolean {
  return (field) => {
    try {
      const theirs = { ...local, [field]: fieldOf(remote, field) };
      return !sameValue(collection.toOozie(local), collection.toOozie(theirs));
    } catch {
      return true;
    }
  };
}
