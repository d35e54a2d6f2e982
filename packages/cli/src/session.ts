import type { OozieClient } from '@howdah/oozie-client';
import { confirm, type Question } from './confirm.ts';
import { usageFailure } from './failure.ts';
import { createOutput, type Output } from './output/output.ts';
import { createStyle, wantsColours } from './output/style.ts';
import { createTimes } from './output/times.ts';
import { type Connection, connect } from './settings/connection.ts';
import type { GlobalOptions } from './settings/global-options.ts';
import type { Profile } from './settings/profiles.ts';
import { connectionOf, profileInUse } from './settings/settings.ts';
import type { Surroundings } from './surroundings.ts';

/** One command's run: everything that it works with. */
export interface Session {
  readonly surroundings: Surroundings;
  readonly options: GlobalOptions;
  readonly out: Output;
  /** Aborts on Ctrl-C; goes with every request and every wait. */
  readonly signal: AbortSignal;
  /** How to reach Oozie. @throws {Failure} when the settings do not say */
  connection(): Promise<Connection>;
  /** The client for it, the same one each time. @throws {Failure} when the settings do not say how to reach Oozie */
  oozie(): Promise<OozieClient>;
  /** Goes on only if the user agrees, or said `--yes`. */
  confirm(question: Question): Promise<void>;
}

export async function createSession(options: GlobalOptions, surroundings: Surroundings): Promise<Session> {
  if (options.json && options.jsonl) throw usageFailure('--json and --jsonl exclude each other.');
  const { env, now, signal } = surroundings;
  // Commands that need no Oozie work with a broken file of profiles, too: one of them mends it.
  let read: Promise<Profile> | undefined;
  const profile = () => {
    read ??= profileInUse(options, surroundings);
    return read;
  };
  const kept: Profile = await profile().catch(() => ({}));
  const zone = options.timezone ?? kept.timezone ?? (env.OOZIE_TIMEZONE || 'GMT');
  const out = createOutput(surroundings, {
    format: options.json ? 'json' : options.jsonl ? 'jsonl' : 'text',
    style: createStyle(wantsColours(options.color, surroundings)),
    times: createTimes(zone, now),
  });
  const connection = async () => connectionOf(options, await profile(), surroundings);
  let client: Promise<OozieClient> | undefined;
  return {
    surroundings,
    options,
    out,
    signal,
    connection,
    oozie() {
      client ??= connection().then((found) => connect(found, surroundings));
      return client;
    },
    confirm: (question) => confirm(question, options.yes ?? false, surroundings),
  };
}
