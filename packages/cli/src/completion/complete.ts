import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { JobKind } from '../jobs/job-id.ts';
import { listJobsOfKinds } from '../jobs/job-lists.ts';
import { printable } from '../output/text-width.ts';
import { connect } from '../settings/connection.ts';
import { programWithGlobalOptions } from '../settings/global-options.ts';
import { profilesPath, readProfiles } from '../settings/profiles.ts';
import { connectionOf, profileInUse } from '../settings/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { shellWords } from './shell-words.ts';
import { type Candidate, placeOf } from './wanted.ts';

/**
 * Answers a shell that asks what the word at the cursor can become: a candidate on each line, with its description
 * behind a tab, or `:files` alone. It never says anything else, for the user is in the middle of typing.
 * @param asked `bash LINE`, the line up to the cursor, or `words WORD…`, its words; both with the program's name
 */
export async function complete(
  program: CommandUnknownOpts,
  asked: readonly string[],
  surroundings: Surroundings,
): Promise<void> {
  try {
    const [how, ...rest] = asked;
    const words = (how === 'bash' ? shellWords(rest[0] ?? '') : rest).slice(1);
    await surroundings.stdout.write(await answer(program, words, how === 'bash', surroundings));
  } catch {
    // A failure here would only be in the way; the command itself will tell.
  }
}

async function answer(
  program: CommandUnknownOpts,
  words: readonly string[],
  bash: boolean,
  surroundings: Surroundings,
): Promise<string> {
  const { wanted, before } = placeOf(program, words);
  if (wanted.is === 'file') return ':files\n';
  const candidates = await candidatesFor(wanted, words, surroundings);
  const typed = (words.at(-1) ?? '').slice(before.length);
  // To bash, what is before the = is a word of its own.
  const prefix = bash ? '' : before;
  return candidates
    .filter(({ value }) => value.startsWith(typed))
    .map(({ value, description }) => `${prefix}${value}\t${description.split('\n', 1)[0]}\n`)
    .join('');
}

async function candidatesFor(
  wanted: ReturnType<typeof placeOf>['wanted'],
  words: readonly string[],
  surroundings: Surroundings,
): Promise<readonly Candidate[]> {
  switch (wanted.is) {
    case 'one of':
      return wanted.candidates;
    case 'profile': {
      const { profiles } = await readProfiles(profilesPath(surroundings));
      return Object.entries(profiles).map(([value, { server = '' }]) => ({ value, description: server }));
    }
    case 'job':
      return recentJobs(wanted.kinds, words, surroundings);
    default:
      return [];
  }
}

/** The user waits with a finger on the key. */
const patienceMs = 1500;
const howMany = 100;

async function recentJobs(
  kinds: readonly JobKind[],
  words: readonly string[],
  surroundings: Surroundings,
): Promise<Candidate[]> {
  const given = programWithGlobalOptions()
    .exitOverride()
    .configureOutput({ outputError() {} });
  given.parseOptions(words.slice(0, -1));
  const options = { ...given.opts(), requestTimeout: patienceMs, retries: 0 };
  const connection = await connectionOf(options, await profileInUse(options, surroundings), surroundings);
  const oozie = connect({ ...connection, debug: false }, surroundings);
  const query = { filter: {}, offset: 1, len: howMany, sortBy: 'createdTime' } as const;
  const searches = kinds.map((kind) => ({ kind, query }));
  const { rows } = await listJobsOfKinds(oozie, searches, surroundings.signal);
  return rows.map(({ id, name, status }) => ({ value: id, description: `${status} ${printable(name)}` }));
}
