import { usageFailure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';

export const rootOption = [
  '--root <uri>',
  'folder of the cluster for definitions, e.g. hdfs://namenode:8020/user/alice/definitions (default: HOWDAH_DEFINITION_ROOT)',
] as const;

/** @throws {Failure} `usage` when neither the command line nor the environment tells */
export function definitionRoot(given: string | undefined, { env }: Pick<Surroundings, 'env'>): string {
  const root = given ?? env.HOWDAH_DEFINITION_ROOT;
  if (root) return root;
  throw usageFailure(
    'Under which folder of the cluster are definitions stored?',
    'Say --root hdfs://namenode:8020/user/alice/definitions, or set HOWDAH_DEFINITION_ROOT.',
  );
}
