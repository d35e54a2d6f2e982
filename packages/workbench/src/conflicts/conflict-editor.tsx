import type { Conflict, Row } from '@howdah/sync';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type FieldSides, rowWith } from './compare-fields.ts';
import { type FieldEdit, isPlain, parseEdit, parseRow, takeValue } from './field-edit.ts';
import { FieldEditor } from './field-editor.tsx';

interface ConflictEditorProps {
  conflict: Conflict;
  fields: readonly FieldSides[];
  isSaving: boolean;
  onSave: (row: Row) => void;
  onCancel: () => void;
}

/** Settles a conflict by hand: a form over the fields in conflict, or the whole row as JSON. */
export function ConflictEditor({ conflict, fields, isSaving, onSave, onCancel }: ConflictEditorProps) {
  const row = conflict.local ?? conflict.remote;
  const [edits, setEdits] = useState<ReadonlyMap<string, FieldEdit>>(
    () =>
      new Map(
        fields.map(({ field, mine, theirs }) => [
          field,
          takeValue(field, conflict.local === null ? theirs : mine),
        ]),
      ),
  );
  const [json, setJson] = useState<string>();
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [jsonProblem, setJsonProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), []);

  function save(event: FormEvent): void {
    event.preventDefault();
    if (json !== undefined) {
      const parsed = parseRow(json);
      if ('problem' in parsed) setJsonProblem(parsed.problem);
      else onSave(parsed.row);
      return;
    }
    const values = new Map<string, unknown>();
    const found = new Map<string, string>();
    for (const [field, edit] of edits) {
      const parsed = parseEdit(edit);
      if ('problem' in parsed) found.set(field, parsed.problem);
      else values.set(field, parsed.value);
    }
    setProblems(found);
    if (found.size === 0) onSave(rowWith(row, values));
  }

  return (
    <form ref={form} className="conflict-editor" onSubmit={save} aria-label="Edit by hand" noValidate>
      {json === undefined ? (
        fields.map(({ field, mine, theirs }) => (
          <FieldEditor
            key={field}
            sides={{ mine: conflict.local === null ? undefined : { value: mine }, theirs: { value: theirs } }}
            field={field}
            edit={edits.get(field) ?? takeValue(field, mine)}
            problem={problems.get(field)}
            onEdit={(edit) => setEdits(new Map(edits).set(field, edit))}
          />
        ))
      ) : (
        <Textarea
          label="The whole row as JSON"
          description="The row’s key must stay as it is."
          classNames={{ input: 'mono' }}
          value={json}
          rows={Math.min(24, json.split('\n').length + 1)}
          error={jsonProblem}
          onChange={(event) => setJson(event.currentTarget.value)}
        />
      )}
      <div className="conflict-editor-actions">
        <Button type="submit" disabled={isSaving}>
          Save and send
        </Button>
        <Button variant="default" disabled={isSaving} onClick={onCancel}>
          Cancel
        </Button>
        {isPlain(row) && (
          <Button
            variant="subtle"
            onClick={() => setJson(json === undefined ? JSON.stringify(row, null, 2) : undefined)}
          >
            {json === undefined ? 'Edit as JSON' : 'Edit by field'}
          </Button>
        )}
      </div>
    </form>
  );
}
