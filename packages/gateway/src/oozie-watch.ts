import { createHash } from 'node:crypto';
import { pathAs } from './fixed-user.ts';
import type { Upstream } from './upstream.ts';

/** What changes on Oozie are told apart by. */
export const watchedKinds = ['workflow', 'coordinator', 'bundle'] as const;
export type WatchedKind = (typeof watchedKinds)[number];

/** Who asks: what a browser that listens showed, or nothing. */
export interface Identity {
  readonly user?: string;
  readonly cookie?: string;
}

/** What a look at Oozie came to. */
export type Look =
  | {
      readonly kind: 'seen';
      readonly changed: readonly WatchedKind[];
      readonly serverDate: number | undefined;
    }
  /** Nobody who listens is let in by Oozie. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** How many jobs of a list are compared: those that changed last. A change of any job puts it among them. */
const compared = 20;

/** How many looks apart the bundles are, which change least. */
const bundlesEvery = 5;

const timeoutMs = 10_000;

const listOf = (jobType: string) =>
  `/v1/jobs?jobtype=${jobType}&offset=1&len=${compared}&filter=${encodeURIComponent('sortby=lastModifiedTime')}`;
const lists: Record<WatchedKind, string> = {
  workflow: listOf('wf'),
  coordinator: listOf('coord'),
  bundle: listOf('bundle'),
};

/**
 * Looks at what Oozie's lists show first, and tells what is not as it was at the look before. One look is a few short
 * requests, however many jobs there are and however many browsers want to know.
 */
export function watchJobs(upstream: Upstream, fixedUser: string | undefined) {
  const seen = new Map<WatchedKind, string>();
  let looks = 0;

  async function ask(path: string, identity: Identity): Promise<Answer> {
    const user = fixedUser ?? identity.user;
    const rawHeaders = fixedUser === undefined && identity.cookie ? ['Cookie', identity.cookie] : [];
    const signal = AbortSignal.timeout(timeoutMs);
    const whole = user === undefined ? path : pathAs(user, path);
    const outcome = await upstream.ask({ method: 'GET', path: whole, rawHeaders }, signal);
    if (outcome.kind !== 'answer')
      return { status: 0, text: '', reason: outcome.reason, serverDate: undefined };
    const { answer } = outcome;
    try {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      const date = Date.parse(answer.headers.date ?? '');
      return {
        status: answer.statusCode ?? 0,
        text,
        reason: `${path} answered ${answer.statusCode}`,
        serverDate: Number.isNaN(date) ? undefined : date,
      };
    } catch {
      return { status: 0, text: '', reason: `${path}: the answer broke off`, serverDate: undefined };
    }
  }

  async function lookAs(identity: Identity): Promise<Look> {
    const changed: WatchedKind[] = [];
    let serverDate: number | undefined;
    for (const kind of watchedKinds) {
      if (kind === 'bundle' && looks % bundlesEvery !== 0) continue;
      const list = await ask(lists[kind], identity);
      if (list.status === 401 || list.status === 403) return { kind: 'refused' };
      if (list.status !== 200) return { kind: 'unreachable', reason: list.reason };
      serverDate ??= list.serverDate;
      // The first can't move further ahead, and lists don't tell all that can change, so it is read itself.
      const first = kind === 'coordinator' ? /"coordJobId":"([\w-]+)"/.exec(list.text)?.[1] : undefined;
      const job = first === undefined ? '' : (await ask(`/v2/job/${first}?show=info&len=0`, identity)).text;
      const digest = createHash('sha256').update(list.text).update(job).digest('base64');
      const before = seen.get(kind);
      if (before !== undefined && before !== digest) changed.push(kind);
      seen.set(kind, digest);
    }
    looks += 1;
    return { kind: 'seen', changed, serverDate };
  }

  /** Looks as the first of the given who is let in. The first look ever has nothing to compare with. */
  return async (identities: readonly Identity[]): Promise<Look> => {
    for (const identity of identities) {
      const look = await lookAs(identity);
      if (look.kind !== 'refused') return look;
    }
    return { kind: 'refused' };
  };
}

interface Answer {
  /** 0: none. */
  readonly status: number;
  readonly text: string;
  readonly reason: string;
  readonly serverDate: number | undefined;
}
