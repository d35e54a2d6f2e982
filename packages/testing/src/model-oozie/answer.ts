import { answerAdmin } from './admin.ts';
import { identify } from './authentication.ts';
import { type Draft, openDraft } from './draft.ts';
import {
  type Answer,
  envelope,
  notFound,
  type OozieRequest,
  type OozieResponse,
  refusalEnvelope,
  unauthenticated,
} from './envelope.ts';
import { idByExternalId } from './external-ids.ts';
import { changeJob } from './job-changes.ts';
import { listJobs } from './job-lists.ts';
import { readJob } from './job-reads.ts';
import { changeByFilter } from './jobs-by-filter.ts';
import type { OozieState } from './oozie-state.ts';
import { checkParameters, type Declared } from './parameters.ts';
import { isRefusal, Refusal, refuse } from './refusal.ts';
import { advance } from './services.ts';
import { submitJob } from './submissions.ts';

const jobsParameters: Readonly<Record<string, Declared>> = {
  action: { methods: ['POST', 'PUT'] },
  filter: { methods: ['GET', 'PUT'] },
  jobtype: { methods: ['GET', 'POST', 'PUT'] },
  offset: { methods: ['GET', 'PUT'] },
  len: { methods: ['GET', 'PUT'] },
  bulk: { methods: ['GET', 'PUT'] },
  'external-id': { methods: ['GET'] },
};

const jobParameters: Readonly<Record<string, Declared>> = {
  action: { methods: ['PUT'], required: ['PUT'] },
  show: { methods: ['GET'] },
  order: { methods: ['GET'] },
};

/**
 * What a server that is in a state does with a request at a moment, and the state that it is in then. Everything that
 * it would have done by itself up to that moment is done first.
 */
export function answer(
  before: OozieState,
  request: OozieRequest,
  now: number,
): { state: OozieState; response: OozieResponse } {
  const state = advance(before, now);
  const who = identify(state, request, now);
  if (who === undefined) return { state, response: unauthenticated(now) };
  const draft = openDraft(state, now);
  let response: OozieResponse;
  try {
    const found = route(draft, request, who.user);
    response = found === undefined ? notFound(request.path, now) : envelope(found, now);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    response = refusalEnvelope(error, request.method, now);
  }
  if (who.cookie !== undefined) {
    response = { ...response, headers: { ...response.headers, 'set-cookie': who.cookie } };
  }
  // What was done before something was refused stays done: Oozie has no way back either.
  return { state: draft.result(), response };
}

function route(draft: Draft, request: OozieRequest, user: string | undefined): Answer | undefined {
  if (request.path === '/versions') return { json: [0, 1, 2] };
  const [, version = '', servlet, rest = ''] =
    /^\/v([12])\/(admin|jobs|job)(?:\/(.*))?$/s.exec(request.path) ?? [];
  if (servlet === undefined) return undefined;
  if (servlet !== 'admin' && draft.state.systemMode !== 'NORMAL' && request.method !== 'GET') {
    throw new Refusal(503, 'E0002', 'the server is in safe mode');
  }
  if (servlet === 'admin') return answerAdmin(draft, request, rest);
  if (servlet === 'job') return answerJob(draft, request, rest.trim(), Number(version), user);
  if (rest !== '') throw refuse('E0301', `there is no resource [${rest}]`);
  return answerJobs(draft, request, user);
}

function answerJobs(draft: Draft, request: OozieRequest, user: string | undefined): Answer {
  checkMethod(request, ['POST', 'GET', 'PUT'], '');
  checkParameters(request, jobsParameters);
  if (request.method === 'POST') return submitJob(draft, request, user);
  if (request.method === 'PUT') return changeByFilter(draft, request);
  const externalId = request.query.get('external-id');
  if (externalId === null) return { json: listJobs(draft.state, request, draft.now) };
  if (!(request.query.get('jobtype') ?? 'wf').includes('wf')) return { json: {} };
  return { json: { id: idByExternalId(draft.state, externalId) } };
}

function answerJob(
  draft: Draft,
  request: OozieRequest,
  id: string,
  version: number,
  user: string | undefined,
): Answer {
  if (id.includes('/')) throw refuse('E0301', `there is no resource [${id}]`);
  checkMethod(request, ['PUT', 'GET'], id);
  checkParameters(request, jobParameters);
  if (request.method === 'GET') return readJob(draft.state, id, request, version);
  return changeJob({ draft, id, request, version, user });
}

function checkMethod({ method }: OozieRequest, methods: readonly string[], resource: string): void {
  if (!methods.includes(method)) throw refuse('E0301', `[${resource}] has no method ${method}`);
}
