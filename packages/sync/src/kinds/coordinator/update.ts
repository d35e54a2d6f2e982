import {
  type Coordinator,
  coordinatorNameProperty,
  parseConfiguration,
  printOozieDate,
  wrappedCoordinator,
} from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { OutboxStep } from '../../store/tables.ts';
import { storeDefinition } from '../definition-store.ts';
import { asText } from '../digest.ts';
import type { Plan, PlanInput, Transport } from '../kind.ts';
import { overtaken } from '../pushes.ts';
import { definitionText, propertyMap } from '../spec-parts.ts';
import { coordinatorPushes } from './pushes.ts';
import type { CoordinatorSpec } from './spec.ts';
import { updatableDefinition } from './updatable-definition.ts';

/** Tells in a coordinator's configuration which revision it was updated to. */
const revisionProperty = 'howdah.revision';

/** What an update brings; what `change` brings is as the coordinator has it, since an update sets that anew too. */
export const coordinatorUpdate = z.object({
  fixedDigest: z.string(),
  name: z.string(),
  definition: definitionText,
  workflows: z.optional(z.record(z.string(), definitionText)),
  properties: z.optional(propertyMap),
  /** Epoch ms; left out where the row leaves it to the definition. */
  endTime: z.optional(z.number()),
  concurrency: z.optional(z.number()),
});

/** Another definition or other properties for a coordinator that Oozie has. */
export function planUpdate(input: PlanInput<CoordinatorSpec, Coordinator>, remote: Coordinator): Plan {
  const { wanted, fixedDigest, asked } = input;
  if (remote.coordJobName !== wanted.name) {
    return {
      next: 'park',
      field: 'name',
      message: `Oozie can’t change a coordinator’s name (it is “${remote.coordJobName}”, the row asks for “${wanted.name}”). Take the change back.`,
    };
  }
  if (coordinatorPushes.update[remote.status] === 'late') {
    const why = overtaken('update its definition or properties', asked, remote.status);
    return { next: 'park', field: 'definition', message: `${why} Take the change back.` };
  }
  const { name, definition, workflows, properties } = wanted;
  const payload: z.infer<typeof coordinatorUpdate> = {
    fixedDigest,
    name,
    definition,
    ...(workflows === undefined ? {} : { workflows }),
    ...(properties === undefined ? {} : { properties }),
    ...(wanted.endTime === undefined || remote.endTime === null ? {} : { endTime: remote.endTime }),
    ...(wanted.concurrency === undefined ? {} : { concurrency: remote.concurrency }),
  };
  return { next: 'step', action: 'update', payload };
}

/** Oozie keeps an update's properties and definition together, so the mark stands for both. */
export function isUpdatedTo(payload: unknown, { conf }: Pick<Coordinator, 'conf'>): boolean {
  if (conf === null) return false;
  return parseConfiguration(conf)[revisionProperty] === coordinatorUpdate.parse(payload).fixedDigest;
}

/** All properties of the coordinator, for Oozie replaces those that it has; its definitions are stored, leaf first. */
export async function updateProperties(
  step: OutboxStep,
  transport: Transport,
): Promise<Record<string, string>> {
  const { fixedDigest, name, definition, workflows, properties, endTime, concurrency } =
    coordinatorUpdate.parse(step.payload);
  const all: Record<string, string> = {
    ...asText(properties),
    ...(endTime === undefined ? {} : { endTime: printOozieDate(endTime) }),
    ...(concurrency === undefined ? {} : { concurrency: String(concurrency) }),
  };
  for (const [property, workflow] of Object.entries(workflows ?? {})) {
    all[property] = await storeDefinition('workflow', workflow, all, transport);
  }
  const xml = updatableDefinition(definition, {
    nameProperty: coordinatorNameProperty,
    hasEnd: endTime !== undefined,
    hasConcurrency: concurrency !== undefined,
  });
  const named = { ...all, [coordinatorNameProperty]: name };
  const path = await storeDefinition('coordinator', xml, named, transport);
  return {
    ...all,
    ...wrappedCoordinator({ key: step.key, name, path }),
    [revisionProperty]: fixedDigest,
    'oozie.coord.application.path': path,
    // Oozie keeps it by itself only where no path is given.
    ...(step.job?.bundleId == null ? {} : { 'oozie.bundle.id': step.job.bundleId }),
  };
}
