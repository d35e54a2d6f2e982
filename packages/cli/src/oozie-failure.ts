import type { OozieError, OozieErrorKind } from '@howdah/oozie-client';
import { exitCodeOf } from './exit-code.ts';
import { Failure } from './failure-details.ts';

/** What the client reports, as the user should be told of it. */
export function oozieFailure(error: OozieError): Failure {
  const { what, why } = story(error);
  const untrusted = error.kind === 'unreachable' && /certificate/i.test(why ?? '');
  return new Failure(what, {
    exitCode: exitCodeOf(error),
    why,
    remedy: error.advice ?? (untrusted ? trustRemedy : remedies[error.kind]),
    cause: error,
  });
}

const remedies: Readonly<Partial<Record<OozieErrorKind, string>>> = {
  unreachable: 'Check the address (--server, howdah profile, OOZIE_URL), the network, and that Oozie runs.',
  timeout: 'Give it more time: --request-timeout SECONDS.',
  unauthenticated: 'Say who you are: --auth kerberos (after kinit), --auth basic or --auth bearer.',
  forbidden: 'Ask the job’s owner or an administrator, or act as somebody who may: --do-as NAME.',
  'not-found': 'See what there is: howdah jobs --kind all. Oozie deletes old jobs after a time.',
  precondition: 'Look at the job’s state: howdah job info ID.',
  'safe-mode': 'Wait, or ask an administrator.',
  throttled: 'Try again in a while.',
  'malformed-answer': 'Check that the address is Oozie’s own, such as http://host:11000/oozie.',
};

const trustRemedy = 'Trust its issuer: NODE_EXTRA_CA_CERTS=FILE; or anybody: --insecure.';

interface Story {
  readonly what: string;
  readonly why: string | undefined;
}

function story(error: OozieError): Story {
  const server = serverOf(error);
  switch (error.kind) {
    case 'unreachable':
      return { what: `No answer from Oozie at ${server}.`, why: join(networkCause(error), fate(error)) };
    case 'timeout':
      return { what: `No answer from Oozie at ${server} in time.`, why: fate(error) };
    case 'safe-mode':
      return { what: 'Oozie takes no changes at the moment.', why: origin(error) };
    case 'not-found':
      // Oozie's own words are at times the text of a query of its database.
      return { what: `Oozie has no ${jobOf(error)}.`, why: origin(error) };
    case 'malformed-answer':
      return { what: `${server} does not answer as Oozie does.`, why: error.message };
    default:
      return refused(error);
  }
}

function refused(error: OozieError): Story {
  const { serverMessage, code } = error;
  if (error.httpStatus === undefined) return { what: error.message, why: undefined };
  const words = serverMessage?.replace(new RegExp(`^${code ?? '\\0'}: `), '').trim();
  if (!words)
    return { what: withoutWords[error.kind] ?? 'Oozie refused it.', why: join(origin(error), fate(error)) };
  return { what: /[.!?]$/.test(words) ? words : `${words}.`, why: join(origin(error), fate(error)) };
}

const withoutWords: Readonly<Partial<Record<OozieErrorKind, string>>> = {
  unauthenticated: 'Oozie wants to know who asks.',
  forbidden: 'Oozie does not let this user do that.',
  'server-error': 'Oozie failed.',
  throttled: 'Oozie has too much to do.',
};

/** Oozie's code, and what was asked. */
function origin({ code, innerCode, httpStatus, request }: OozieError): string {
  const codes = [code, innerCode].filter((each) => each !== undefined).join(', ');
  const asked = request === undefined ? '' : ` to ${request.method} ${pathOf(request.url)}`;
  return `Oozie answered ${codes || 'without a code'} (HTTP ${httpStatus})${asked}.`;
}

/** Whether something may have come of a change in spite of the failure. */
function fate({ request, reachedServer }: OozieError): string | undefined {
  if (request === undefined || request.method === 'GET') return undefined;
  if (reachedServer === 'no') return 'Oozie has not got it, so nothing has changed.';
  return reachedServer === 'maybe'
    ? 'It may have been done all the same: look before you repeat it.'
    : undefined;
}

function join(...sentences: readonly (string | undefined)[]): string | undefined {
  return sentences.filter(Boolean).join(' ') || undefined;
}

/** The address of Oozie in a request's URL, which goes on with the version of the web service. */
function serverOf({ request }: OozieError): string {
  return request?.url.replace(/\/(?:v\d|versions)\b.*$/s, '') ?? 'its address';
}

/** What the request was about: `job 0000005-…-W`. */
function jobOf({ request, serverMessage }: OozieError): string {
  const [, segment] = /\/v\d\/job\/([^/?]+)/.exec(request?.url ?? '') ?? [];
  if (segment === undefined) return `such job: ${serverMessage}`;
  const id = decodeURIComponent(segment);
  return id.includes('@') ? `action ${id}` : `job ${id}`;
}

function pathOf(url: string): string {
  return /\/v\d\/[^?]*/.exec(url)?.[0] ?? url;
}

/** `ECONNREFUSED`, or whatever the network said, as deep as it lies. */
function networkCause(error: OozieError): string | undefined {
  let cause: unknown = error.cause;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  if (cause instanceof AggregateError && cause.errors.length > 0) cause = cause.errors[0];
  return cause instanceof Error && cause.message ? `${cause.message}.` : undefined;
}
