import { parseConfiguration, type Workflow } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Rerun } from '../../commands/command.ts';
import { asText } from '../digest.ts';
import { propertyMap } from '../spec-parts.ts';

/** Tells in a workflow's configuration which command its present run comes from: Oozie keeps it with the job. */
const markProperty = 'howdah.rerun';
const skipProperty = 'oozie.wf.rerun.skip.nodes';
const failedProperty = 'oozie.wf.rerun.failnodes';

export const rerunPayload = z.object({
  /** The command's id. */
  id: z.string(),
  /** The run after which this one comes. */
  run: z.number(),
  command: z.object({
    do: z.literal('rerun'),
    from: z.optional(z.enum(['failed', 'start'])),
    skip: z.optional(z.array(z.string())),
    properties: z.optional(propertyMap),
  }),
  /** What Oozie merges over the job's properties; known once the run before was looked at. */
  properties: z.optional(z.record(z.string(), z.string())),
});
export interface RerunPayload {
  id: string;
  run: number;
  command: Rerun;
  properties?: Record<string, string>;
}

const confOf = ({ conf }: Pick<Workflow, 'conf'>) => parseConfiguration(conf ?? '<configuration/>');

/** Whether a command's rerun has been carried out on the workflow, however often it was rerun since by others. */
export function carriesRerun(job: Pick<Workflow, 'conf'>, id: string): boolean {
  return job.conf !== null && confOf(job)[markProperty] === id;
}

/**
 * What Oozie has to merge over a workflow's properties for a rerun. It keeps what earlier reruns brought, and refuses
 * one that goes on where it failed once nodes to skip were ever named (E0404), so those are then named again.
 */
export function rerunProperties(
  { id, command }: Pick<z.infer<typeof rerunPayload>, 'id' | 'command'>,
  job: Pick<Workflow, 'conf' | 'actions'>,
): Record<string, string> {
  const own = { ...asText(command.properties), [markProperty]: id };
  // Oozie drops what is empty, and takes this for no node at all.
  const skipping = (nodes: readonly string[]) => ({
    ...own,
    [failedProperty]: 'false',
    [skipProperty]: nodes.length === 0 ? ',' : nodes.join(','),
  });
  if (command.skip !== undefined) return skipping(command.skip);
  if (command.from === 'start') return skipping([]);
  if (confOf(job)[skipProperty] === undefined) return { ...own, [failedProperty]: 'true' };
  const isNode = (type: string) => !type.startsWith(':');
  return skipping(
    job.actions.filter(({ status, type }) => status === 'OK' && isNode(type)).map(({ name }) => name),
  );
}
