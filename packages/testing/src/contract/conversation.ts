import { type Names, type NormalAnswer, normalize, type RawAnswer } from './normal-answer.ts';

/** A server to talk to, and how time passes there. */
export interface Server {
  /** With Oozie's own path: `http://127.0.0.1:11000/oozie`. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  /** The folder under which definitions can be stored. */
  readonly root: string;
  readonly now: () => number;
  /** Lets a moment pass, after which an answer may be another. */
  readonly wait: () => Promise<void>;
  /** How many such moments it takes at most until the server has come to rest. */
  readonly moments: number;
}

/** What was asked, and what was answered. */
export interface Exchange {
  readonly asked: string;
  readonly answer: NormalAnswer;
}

export interface Asked {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server has answered otherwise than expected; there is no use in talking on. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
  /** @param at which exchange it was, from 0 */
  constructor(readonly at: number) {
    super(`The answer to exchange ${at} is another than expected.`);
  }
}

/** A talk with a server, every word of it kept. */
export interface Conversation {
  readonly server: Server;
  /** What nobody else's names have in them. */
  readonly mark: string;
  /** The folder of this conversation. */
  readonly root: string;
  /** Asks, keeps the answer, and gives the raw one. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, asked?: Asked): Promise<RawAnswer>;
  /** Asks when the server has come to rest; only what is answered then is kept. */
  settled(path: string, asked?: Asked): Promise<RawAnswer>;
  /** Waits until Oozie's services have looked around, for what cannot be seen to have settled. */
  servicesLook(): Promise<void>;
  readonly transcript: readonly Exchange[];
}

/** When nothing is expected, a server counts as at rest after so many moments without a change. */
const quietMoments = 60;

/** In so many moments, each of Oozie's services has looked around. */
const momentsPerLook = 25;

let conversations = 0;

/**
 * Begins to talk with a server.
 * @param expected what is expected to be answered, exchange by exchange: `settled` waits until it is so, or for so long
 * that it will never be. Without it, `settled` waits for as long as things can take.
 * @throws {Disagreement} from `ask` and `settled`, at the first exchange that is not as expected
 */
export function converse(server: Server, expected?: readonly Exchange[]): Conversation {
  conversations += 1;
  const mark = `${Date.now().toString(36)}${process.pid.toString(36)}${conversations.toString(36)}`;
  const root = `${server.root}/${mark}`;
  const transcript: Exchange[] = [];
  const { origin } = new URL(server.url);
  let names: Names = {
    ids: {},
    texts: [
      [root, 'root:'],
      [mark, 'mark'],
      [origin, 'http://oozie'],
    ],
    now: server.now(),
  };

  async function raw(method: string, path: string, asked: Asked): Promise<RawAnswer> {
    const url = new URL(`${server.url}${path}`);
    for (const [name, value] of Object.entries(asked.query ?? {})) {
      if (value !== undefined) url.searchParams.append(name, String(value));
    }
    const { body } = asked;
    const type = body === undefined ? {} : { 'content-type': 'application/xml;charset=UTF-8' };
    const answer = await server.fetch(url, {
      method,
      headers: { ...type, ...asked.headers },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  }

  const described = (method: string, path: string, { query = {} }: Asked): string => {
    const parameters = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    );
    const known = Object.entries(names.ids).reduce(
      (text, [id, name]) => text.replaceAll(id, name),
      [method, path, ...parameters].join(' '),
    );
    return names.texts.reduce((text, [from, to]) => text.replaceAll(from, to), known);
  };

  const keep = (exchange: Exchange): void => {
    const at = transcript.push(exchange) - 1;
    if (expected !== undefined && JSON.stringify(expected[at]) !== JSON.stringify(exchange)) {
      throw new Disagreement(at);
    }
  };

  return {
    server,
    mark,
    root,
    transcript,
    async servicesLook() {
      for (let moment = 0; moment < momentsPerLook; moment += 1) await server.wait();
    },
    async ask(method, path, asked = {}) {
      const said = described(method, path, asked);
      const answered = await raw(method, path, asked);
      const normal = normalize(answered, names);
      names = normal.names;
      keep({ asked: said, answer: normal.answer });
      return answered;
    },
    async settled(path, asked = {}) {
      const said = described('GET', path, asked);
      const wanted = expected && JSON.stringify(expected[transcript.length]?.answer);
      let last = '';
      let quiet = 0;
      for (let moment = 1; ; moment += 1) {
        await server.wait();
        const answered = await raw('GET', path, asked);
        const normal = normalize(answered, names);
        const now = JSON.stringify(normal.answer);
        quiet = now === last ? quiet + 1 : 0;
        last = now;
        const isAtRest = wanted === undefined ? quiet >= quietMoments : now === wanted;
        if (!isAtRest && moment < server.moments) continue;
        names = normal.names;
        keep({ asked: `${said} (settled)`, answer: normal.answer });
        return answered;
      }
    },
  };
}
