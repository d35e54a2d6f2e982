import {
  type Collection,
  type CollectionOptions,
  collection,
  type Row,
} from '../../collection/collection.ts';
import { refusalOf } from './check.ts';
import { mergeTexts } from './merge.ts';
import type { DefinitionJob } from './plan.ts';
import type { DefinitionRevision, DefinitionSpec } from './spec.ts';
import { definitionKind } from './steps.ts';

export type DefinitionsOptions<R extends Row> = CollectionOptions<R, DefinitionSpec, DefinitionRevision>;

/**
 * Declares a store whose rows each hold a definition: the text of a workflow, coordinator or bundle. Each revision is
 * stored on the cluster under a path made of its content; which one is current is told there too, so that everybody who
 * holds a definition of the same name works on the same one. Edits of two people are merged by node and field, and what
 * can't be is asked. What Oozie would refuse is parked before anything is sent.
 *
 * @example
 * const definitions = definitions<Definition>({
 *   store: 'definitions',
 *   toOozie: (definition) => ({ name: definition.name, text: definition.xml }),
 *   fromOozie: (revision) => ({ xml: revision.text, publishedBy: revision.user }),
 * });
 */
export function definitions<R extends Row>(options: DefinitionsOptions<R>): Collection<R> {
  const declared = collection(definitionKind, {
    ...options,
    fromOozie: ({ current, gone }: DefinitionJob & { gone: boolean }, row: Readonly<R>) =>
      options.fromOozie({ ...current, gone }, row),
  });
  return {
    ...declared,
    mergeField: mergeTexts,
    check: (spec) => refusalOf(spec as DefinitionSpec),
  };
}
