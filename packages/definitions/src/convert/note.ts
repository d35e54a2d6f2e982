import type { Range } from '../diagnostic.ts';

/** Something that a conversion could not carry over, or carried over in another way: for a person to read. */
export interface ConversionNote {
  /** Stable, in kebab-case. */
  readonly code: string;
  /** What it is about, what was done with it, and what to do. */
  readonly message: string;
  /** Where in the document that was converted, if it is XML. */
  readonly range?: Range;
  /** The name of the node, coordinator or property that it is about, if it has one. */
  readonly of?: string;
}
