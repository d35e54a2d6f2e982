import * as z from 'zod/mini';
import { number, orNull, text } from './json-fields.ts';
import type { RequestOptions, Transport } from './transport.ts';

export interface BuildVersion {
  /** e.g. `5.2.1` */
  readonly buildVersion: string;
  /** `build.time`, `vc.revision` and so on; null from servers that do not say. */
  readonly buildInfo: Readonly<Record<string, string>> | null;
}

/** NORMAL; NOWEBSERVICE for administrators only; SAFEMODE for reads only. */
export type SystemMode = 'NORMAL' | 'NOWEBSERVICE' | 'SAFEMODE';

const versionsAnswer = z.array(number);
const modeAnswer = z.object({ systemMode: z.enum(['NORMAL', 'NOWEBSERVICE', 'SAFEMODE']) });
const buildAnswer = z.object({ buildVersion: text, buildInfo: orNull(z.record(z.string(), z.string())) });

export interface AdminOperations {
  /** The versions of the web service that Oozie offers: 0, 1 and 2 for Oozie 5.2.1. */
  versions(options?: RequestOptions): Promise<number[]>;
  systemMode(options?: RequestOptions): Promise<SystemMode>;
  buildVersion(options?: RequestOptions): Promise<BuildVersion>;
}

/** @see org.apache.oozie.servlet.VersionServlet, org.apache.oozie.servlet.V2AdminServlet */
export function adminOperations(transport: Transport): AdminOperations {
  const read = async <T>(path: string, schema: z.ZodMiniType<T>, options?: RequestOptions): Promise<T> =>
    (await transport.json({ method: 'GET', path }, schema, options)).value;
  return {
    versions: (options) => read('/versions', versionsAnswer, options),
    systemMode: async (options) => (await read('/v2/admin/status', modeAnswer, options)).systemMode,
    buildVersion: (options) => read('/v2/admin/build-version', buildAnswer, options),
  };
}
