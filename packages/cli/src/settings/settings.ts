import { exitCode } from '../exit-code.ts';
import { Failure, usageFailure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';
import { clientSystemProperties, headersOf } from './client-options.ts';
import { type Connection, type Proof, readSecret } from './connection.ts';
import type { GlobalOptions } from './global-options.ts';
import { authenticationNames, type Profile, profilesPath, readProfiles } from './profiles.ts';

/** The profile that is meant: the one named by the option, by HOWDAH_PROFILE, or by `howdah profile use`. */
export async function profileInUse(
  options: Pick<GlobalOptions, 'profile'>,
  surroundings: Surroundings,
): Promise<Profile> {
  const path = profilesPath(surroundings);
  const { current, profiles } = await readProfiles(path);
  const named = options.profile ?? (surroundings.env.HOWDAH_PROFILE || undefined);
  const name = named ?? current;
  const found = name === undefined ? {} : profiles[name];
  if (found !== undefined) return found;
  const known = Object.keys(profiles);
  throw new Failure(`There is no profile "${name}".`, {
    exitCode: exitCode.notFound,
    why: known.length === 0 ? `${path} has none.` : `${path} has ${known.join(', ')}.`,
    remedy: `howdah profile add ${name} --server URL`,
  });
}

/**
 * How to talk to Oozie. What is given on the command line goes before the profile, which goes before Oozie's own
 * environment variables.
 * @throws {Failure} when no Oozie is named, or a secret is missing
 */
export async function connectionOf(
  options: GlobalOptions,
  profile: Profile,
  surroundings: Surroundings,
): Promise<Connection> {
  const { env } = surroundings;
  const properties = clientSystemProperties(env);
  const url = options.server ?? profile.server ?? (env.OOZIE_URL || undefined);
  if (url === undefined) {
    throw usageFailure(
      'No Oozie is named.',
      'Give --server URL, set OOZIE_URL, or keep one: howdah profile add NAME --server URL',
    );
  }
  const usualUser = properties.get('user.name') ?? surroundings.osUser;
  const username = options.username ?? profile.username ?? usualUser;
  const retries = Number.parseInt(properties.get('oozie.connection.retry.count') ?? '', 10);
  return {
    url,
    username,
    proof: await proofOf(options, profile, surroundings),
    doAs: options.doAs ?? profile.doAs,
    // Oozie's client takes any token that it finds, so one of another user would make it act as that user.
    tokenCache: sharesTokens(properties) && username === usualUser,
    headers: { ...headersOf(properties), ...profile.headers, ...options.header },
    insecure: options.insecure ?? profile.insecure ?? false,
    timeoutMs: options.requestTimeout,
    retries: options.retries ?? (Number.isNaN(retries) ? undefined : retries),
    debug: options.debug ?? !['', '0'].includes(env.OOZIE_DEBUG?.trim() ?? ''),
  };
}

function sharesTokens(properties: ReadonlyMap<string, string>): boolean {
  return (properties.get('oozie.auth.token.cache') ?? 'true').toLowerCase() === 'true';
}

async function proofOf(options: GlobalOptions, profile: Profile, { env, cwd }: Surroundings): Promise<Proof> {
  const type = options.auth ?? profile.auth ?? authFromEnvironment(env.OOZIE_AUTH);
  if (type === 'basic') {
    const file = options.passwordFile ?? profile.passwordFile;
    const password = file === undefined ? env.HOWDAH_PASSWORD : await readSecret(file, cwd);
    if (password !== undefined) return { type, password };
    throw usageFailure(
      'Basic authentication needs a password.',
      'Give --password-file FILE, or HOWDAH_PASSWORD.',
    );
  }
  if (type === 'bearer') {
    const file = options.tokenFile ?? profile.tokenFile;
    const token = file === undefined ? env.HOWDAH_TOKEN : await readSecret(file, cwd);
    if (token !== undefined) return { type, token };
    throw usageFailure('Bearer authentication needs a token.', 'Give --token-file FILE, or HOWDAH_TOKEN.');
  }
  return { type: type ?? 'oozie' };
}

function authFromEnvironment(text: string | undefined) {
  if (text === undefined || text === '') return undefined;
  const found = authenticationNames.find((name) => name === text.toLowerCase());
  if (found !== undefined) return found;
  throw usageFailure(`OOZIE_AUTH is "${text}".`, `Set it to one of ${authenticationNames.join(', ')}.`);
}
