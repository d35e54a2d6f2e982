/**
 * A definition that a row's job is made from, as the row of another collection. The job waits until it is stored on the
 * cluster.
 */
export interface DefinitionReference {
  /** The store of a collection of definitions. */
  collection: string;
  key: string | number;
}

/** A job's spec as `toOozie` may return it: each document itself, or the row that holds it. */
export type Referring<Spec> = {
  [Field in keyof Spec as Field extends 'follows' ? never : Field]: Field extends 'definition'
    ? Spec[Field] | DefinitionReference
    : Field extends 'workflows' | 'coordinators'
      ? Readonly<Record<string, string | DefinitionReference>>
      : Spec[Field];
};

/** What is known of the definition that a row refers to. */
export type Referred =
  | { text: string }
  /** It has to be waited for. */
  | { waitsFor: string }
  /** It can't ever be referred to. */
  | { wrong: string };

export type Refer = (reference: DefinitionReference) => Referred;

/** What a row refers to, by the field of its spec. */
export type Follows = Readonly<Record<string, DefinitionReference>>;

export const nameOfReference = ({ collection, key }: DefinitionReference) =>
  `${collection} ${JSON.stringify(key)}`;

export function isReference(value: unknown): value is DefinitionReference {
  return (
    typeof value === 'object' &&
    value !== null &&
    'collection' in value &&
    typeof value.collection === 'string' &&
    'key' in value &&
    (typeof value.key === 'string' || typeof value.key === 'number')
  );
}

type Written = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Written => typeof value === 'object' && value !== null;

/**
 * Puts the texts of definitions where a spec refers to their rows, and tells of what they were; or what keeps it from
 * being so.
 */
export function withTexts(
  spec: unknown,
  refer: Refer,
): { spec: unknown } | { field: string; found: Exclude<Referred, { text: string }> } {
  if (!isObject(spec)) return { spec };
  const follows: Record<string, DefinitionReference> = {};
  let open: { field: string; found: Exclude<Referred, { text: string }> } | undefined;
  const textOf = (field: string, value: unknown): unknown => {
    if (!isReference(value)) return value;
    follows[field] = { collection: value.collection, key: value.key };
    const found = refer(value);
    if ('text' in found) return found.text;
    // What can never be is told before what will be.
    if (open === undefined || 'wrong' in found) open = { field, found };
    return value;
  };
  const written: Record<string, unknown> = { ...spec };
  if ('definition' in spec) written.definition = textOf('definition', spec.definition);
  for (const group of ['workflows', 'coordinators']) {
    const documents = spec[group];
    if (!isObject(documents)) continue;
    written[group] = Object.fromEntries(
      Object.entries(documents).map(([name, value]) => [name, textOf(`${group}.${name}`, value)]),
    );
  }
  if (open !== undefined) return open;
  return { spec: Object.keys(follows).length === 0 ? spec : { ...written, follows } };
}
