import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { usageFailure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';

export const authenticationNames = ['simple', 'kerberos', 'basic', 'bearer'] as const;
export type AuthenticationName = (typeof authenticationNames)[number];

const profile = z.object({
  server: z.optional(z.string()),
  timezone: z.optional(z.string()),
  username: z.optional(z.string()),
  doAs: z.optional(z.string()),
  auth: z.optional(z.enum(authenticationNames)),
  /** Files, so that this one holds no secrets. */
  passwordFile: z.optional(z.string()),
  tokenFile: z.optional(z.string()),
  insecure: z.optional(z.boolean()),
  headers: z.optional(z.record(z.string(), z.string())),
});

/** What somebody keeps under a name, to not type it each time. */
export type Profile = z.infer<typeof profile>;

const profileFile = z.object({
  /** The name of the profile that is used when none is named. */
  current: z.optional(z.string()),
  profiles: z.record(z.string(), profile),
});

export type Profiles = z.infer<typeof profileFile>;

/** `$XDG_CONFIG_HOME/howdah/config.json`. */
export function profilesPath({ env, home }: Pick<Surroundings, 'env' | 'home'>): string {
  // Relative paths are to be ignored, says the XDG base directory specification.
  const configured = env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : join(home, '.config');
  return join(configured, 'howdah', 'config.json');
}

/** @throws {Failure} when the file is not what this program wrote */
export async function readProfiles(path: string): Promise<Profiles> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { profiles: {} };
  try {
    return z.parse(profileFile, JSON.parse(text));
  } catch (cause) {
    const why =
      cause instanceof z.core.$ZodError ? z.prettifyError(cause).replaceAll('\n', ' ') : String(cause);
    throw usageFailure(
      `${path} cannot be read as profiles.`,
      'Mend it, or move it away and add them anew.',
      why,
    );
  }
}

/** Replaces the file as a whole, so that no reader ever sees half of it. */
export async function writeProfiles(path: string, profiles: Profiles): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(profiles, undefined, 2)}\n`, { mode: 0o600 });
  await rename(fresh, path);
}
