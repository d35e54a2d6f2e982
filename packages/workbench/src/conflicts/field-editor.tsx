import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { zoneOf } from '../time/time-words.ts';
import { type FieldEdit, isPlain, takeValue } from './field-edit.ts';
import { asKind, type ValueKind } from './field-value.ts';

const kindNames: { value: ValueKind; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'time', label: 'Date and time' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'null', label: 'Empty (null)' },
  { value: 'absent', label: 'Not set' },
  { value: 'json', label: 'JSON' },
];

interface FieldEditorProps {
  field: string;
  edit: FieldEdit;
  sides: { mine: { value: unknown } | undefined; theirs: { value: unknown } };
  problem: string | undefined;
  onEdit: (edit: FieldEdit) => void;
}

/** One field of the form: its value by an input of its kind, or taken from a side. */
export function FieldEditor({ field, edit, sides, problem, onEdit }: FieldEditorProps) {
  const { draft, taken } = edit;
  const canType = taken === undefined || isPlain(taken.value);
  return (
    <fieldset className="field-editor">
      <legend>{field}</legend>
      <div className="field-editor-inputs">
        {canType ? (
          <DraftInput field={field} edit={edit} problem={problem} onEdit={onEdit} />
        ) : (
          <p className="dimmed small">This value can only be taken from a side as it is.</p>
        )}
        <NativeSelect
          className="field-editor-kind"
          aria-label="Kind of value"
          value={draft.kind}
          data={kindNames}
          onChange={(event) => {
            const kind = kindNames.find(({ value }) => value === event.currentTarget.value)?.value ?? 'text';
            onEdit({ draft: asKind(draft, kind, Date.now()) });
          }}
        />
      </div>
      <div className="field-editor-sides">
        {sides.mine !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onEdit(takeValue(field, sides.mine?.value))}
          >
            Use mine
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onEdit(takeValue(field, sides.theirs.value))}
        >
          Use theirs
        </Button>
      </div>
    </fieldset>
  );
}

function DraftInput({ field, edit, problem, onEdit }: Omit<FieldEditorProps, 'sides'>) {
  const { kind, text } = edit.draft;
  const input = {
    className: 'field-editor-value',
    'aria-label': field,
    value: text,
    error: problem,
    onChange: (event: { currentTarget: { value: string } }) =>
      onEdit({ draft: { kind, text: event.currentTarget.value } }),
  };
  switch (kind) {
    case 'null':
      return <p className="field-editor-value dimmed">empty (null)</p>;
    case 'absent':
      return <p className="field-editor-value dimmed">not set</p>;
    case 'number':
      return <TextInput {...input} type="number" step="any" inputMode="decimal" />;
    case 'time': {
      const at = new Date(text).getTime();
      const zone = zoneOf(Number.isNaN(at) ? Date.now() : at);
      return (
        <TextInput
          {...input}
          type="datetime-local"
          step={text.includes('.') ? 0.001 : 1}
          description={`in ${zone}`}
          inputWrapperOrder={['input', 'description', 'error']}
        />
      );
    }
    case 'boolean':
      return (
        <NativeSelect
          {...input}
          data={[
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ]}
        />
      );
    case 'json':
      return (
        <Textarea
          {...input}
          classNames={{ input: 'mono' }}
          rows={Math.min(12, text.split('\n').length + 1)}
        />
      );
    case 'text':
      return text.length > 60 || text.includes('\n') ? (
        <Textarea {...input} rows={4} />
      ) : (
        <TextInput {...input} type="text" />
      );
  }
}
