/**
 * Why a definition can't be edited so:
 * - `no-such-node`, `no-such-part`: it has no node, dataset or event of that name
 * - `name-taken`: another one has that name
 * - `illegal-name`: Oozie's schemas refuse it; names are letters, digits, `_` and `-`, and don't begin with a digit
 * - `still-referenced`: something leads to what would be removed; say where it shall lead instead
 */
export type DefinitionEditProblem =
  | 'no-such-node'
  | 'no-such-part'
  | 'name-taken'
  | 'illegal-name'
  | 'still-referenced';

/** An edit that the definition does not allow. Nothing has been changed. */
export class DefinitionEditError extends Error {
  override readonly name = 'DefinitionEditError';
  readonly problem: DefinitionEditProblem;

  constructor(problem: DefinitionEditProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** @throws DefinitionEditError `illegal-name` */
export function refuseIllegalName(name: string): void {
  if (/^[A-Za-z_][\w-]*$/.test(name)) return;
  throw new DefinitionEditError(
    'illegal-name',
    `"${name.slice(0, 60)}" can’t be a name: letters, digits, "_" and "-" can, and no digit or "-" first.`,
  );
}
