import type { Draft } from './draft.ts';
import type { Answer, OozieRequest } from './envelope.ts';
import type { SystemMode } from './oozie-state.ts';
import { refuse } from './refusal.ts';

const modes: readonly SystemMode[] = ['NORMAL', 'NOWEBSERVICE', 'SAFEMODE'];

type Admin = (draft: Draft, request: OozieRequest) => Answer;

const status: Admin = (draft, { method, query }) => {
  if (method !== 'PUT') return { json: { systemMode: draft.state.systemMode } };
  const given = query.get('systemmode');
  const systemMode = modes.find((mode) => mode === given);
  if (systemMode === undefined) throw refuse('E0301', `there is no system mode [${given}]`);
  draft.state = { ...draft.state, systemMode };
  return 'nothing';
};

const resources: Readonly<Record<string, Admin>> = {
  status,
  'build-version': () => ({
    json: { buildVersion: '5.2.1', buildInfo: { buildVersion: '5.2.1', buildUserName: 'howdah' } },
  }),
  'java-sys-properties': () => ({ json: {} }),
  'os-env': () => ({ json: {} }),
  configuration: (draft) => ({ json: { 'oozie.base.url': draft.state.settings.baseUrl } }),
  'available-timezones': () => ({
    json: { 'available-timezones': [{ timezoneId: 'GMT', timezoneDisplayName: 'GMT (GMT)' }] },
  }),
  'available-oozie-servers': (draft) => ({
    json: { [draft.state.settings.systemId]: draft.state.settings.baseUrl },
  }),
  'queue-dump': (draft) => ({
    json: {
      queueDump: draft.state.queue.map(({ command }) => ({ callableDump: command.does })),
      uniqueMapDump: [],
    },
  }),
};

/**
 * What concerns the server and not a job.
 * @see org.apache.oozie.servlet: BaseAdminServlet, V2AdminServlet
 * @throws {Refusal} E0301 for what the model does not have
 */
export function answerAdmin(draft: Draft, request: OozieRequest, resource: string): Answer {
  const answer = resources[resource];
  if (answer === undefined) throw refuse('E0301', `there is no resource [${resource}]`);
  if (request.method !== 'GET' && resource !== 'status') {
    throw refuse('E0301', `[${resource}] can't be changed`);
  }
  return answer(draft, request);
}
