import type { FieldSides, MergedField } from './compare-fields.ts';
import { SideValue } from './side-value.tsx';

/** The fields to decide: what was agreed last, and what each side made of it. */
export function ConflictingFields({
  fields,
  isDeletedHere,
}: {
  fields: readonly FieldSides[];
  isDeletedHere: boolean;
}) {
  return (
    <table className="conflict-fields">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">
            Base <span className="dimmed">last agreed</span>
          </th>
          <th scope="col">
            Mine <span className="dimmed">in this browser</span>
          </th>
          <th scope="col">
            Theirs <span className="dimmed">in Oozie</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, base, mine, theirs }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td data-side="Base">
              <SideValue field={field} value={base} />
            </td>
            <td data-side="Mine">
              {isDeletedHere ? (
                <em>deleted here</em>
              ) : (
                <SideValue field={field} value={mine} base={{ value: base }} tone="mine" />
              )}
            </td>
            <td data-side="Theirs">
              <SideValue field={field} value={theirs} base={{ value: base }} tone="theirs" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What changed besides and needs no decision. */
export function MergedFields({ fields }: { fields: readonly MergedField[] }) {
  if (fields.length === 0) return null;
  return (
    <details className="conflict-merged">
      <summary>
        {fields.length} other {fields.length === 1 ? 'change needs' : 'changes need'} no decision
      </summary>
      <ul className="dimmed">
        {fields.map(({ field, was, willBe, from }) => (
          <li key={field}>
            <strong>{field}</strong> <SideValue field={field} value={was} /> →{' '}
            <SideValue field={field} value={willBe} />
            <span className="small"> (from {from})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
