import type { JobsClient } from '@howdah/oozie-client';
import type { Collection, Row } from '../collection/collection.ts';
import type { Kind, Transport } from '../kinds/kind.ts';
import type { KindName } from '../kinds/kind-names.ts';
import type { Store } from '../store/store.ts';
import type { RowReference } from '../view/view-types.ts';

/** A collection with what the engine looked up about its store once. */
export interface Bound {
  collection: Collection;
  kind: Kind;
  /** Whether a row that isn't synced yet has to go out. */
  isOutgoing: (row: Row) => boolean;
  /** The field that marks changed rows, when the app marks them. */
  markField: string | undefined;
}

/** What every part of a running engine works with. */
export interface EngineContext {
  store: Store;
  collections: ReadonlyMap<string, Bound>;
  client: JobsClient;
  transport: Transport;
  /** Aborts when this tab stops leading. */
  signal: AbortSignal;
  epoch: number;
  /** The wall clock, epoch ms: for times that are kept or shown. It can jump. */
  now: () => number;
  /** Ms since some moment of this tab, which only ever go forwards: for how long to wait. */
  elapsed: () => number;
  random: () => number;
  newKey: () => string;
  /** How long a request can take until the client gives it up, in ms. */
  timeoutMs: number;
  mirrorAll: boolean;
  /**
   * The jobs that steps have read since the last scan: what a step read may be older than what a scan has kept
   * meanwhile, so that the next scan looks at them again.
   */
  readBySteps: Set<string>;
}

/** The kind of a row's job or step; undefined when its collection isn't declared (any more), or is of another kind now. */
export function kindDeclared(
  context: Pick<EngineContext, 'collections'>,
  { collection, kind }: { readonly collection: string; readonly kind: KindName },
): Kind | undefined {
  const declared = context.collections.get(collection)?.kind;
  return declared?.name === kind ? declared : undefined;
}

export const keyOf = ({ collection, rowKey }: RowReference): [string, IDBValidKey] => [collection, rowKey];

/** All object stores that a row's decision may touch. */
export function storesFor(context: EngineContext): string[] {
  return [
    ...context.collections.keys(),
    'howdah_intents',
    'howdah_journal',
    'howdah_outbox',
    'howdah_commands',
    'howdah_jobs',
    'howdah_meta',
    'howdah_activity',
  ];
}
