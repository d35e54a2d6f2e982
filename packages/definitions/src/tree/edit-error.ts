/**
 * Why an edit can't be made:
 * - `illegal-character`: the text contains a character that XML can't contain
 * - `illegal-name`: an element or attribute would get a name that is none
 * - `undeclared-prefix`: a name has a prefix that means nothing at that place
 * - `namespace-in-use`: without that declaration the document would not be well-formed any more
 * - `duplicate-attribute`: the element has that attribute under another prefix
 * - `root`: the document would have no root element or two
 * - `has-elements`: text can't take the place of elements
 * - `broken`: the place is not well-formed XML; repair it first
 */
export type XmlEditProblem =
  | 'illegal-character'
  | 'illegal-name'
  | 'undeclared-prefix'
  | 'namespace-in-use'
  | 'duplicate-attribute'
  | 'root'
  | 'has-elements'
  | 'broken';

/** An edit that would leave XML that is not well-formed. Nothing has been changed. */
export class XmlEditError extends Error {
  override readonly name = 'XmlEditError';
  readonly problem: XmlEditProblem;

  constructor(problem: XmlEditProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
