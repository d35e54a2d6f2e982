import { startLocalOozie } from '@howdah/local-oozie';

/** The Oozie that runs are brought to; null where no wanted figure needs one. */
export type RealOozie = { readonly url: string; readonly definitionRoot: string } | null;

/** Boots a real Oozie, which ends with this process, or takes the one that is named. */
export async function prepare(wanted: readonly string[]): Promise<RealOozie> {
  if (wanted.length > 0 && !wanted.some((name) => name.startsWith('outbox-vs-loop'))) return null;
  const url = process.env.HOWDAH_OOZIE_URL;
  const definitionRoot = process.env.HOWDAH_DEFINITION_ROOT;
  if (url !== undefined && definitionRoot !== undefined) return { url, definitionRoot };
  const oozie = await startLocalOozie({ log: (line) => console.error(line) });
  return { url: oozie.url, definitionRoot: oozie.definitionRoot };
}
