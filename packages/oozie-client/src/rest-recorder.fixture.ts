import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';

const file = process.env.HOWDAH_REST_COVERAGE;

/**
 * Options for a client whose requests are to be counted by `npm run coverage:rest`: each is written, with the answer's
 * status and the test that sent it, to the file that HOWDAH_REST_COVERAGE names.
 */
export const recorded: { fetch?: typeof globalThis.fetch } =
  file === undefined ? {} : { fetch: recordTo(file) };

function recordTo(file: string): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init);
    const { currentTestName, testPath } = expect.getState();
    const url = new URL(input instanceof Request ? input.url : input);
    const line = {
      file: testPath?.replace(/^.*\/packages\//, 'packages/') ?? '',
      test: currentTestName ?? 'before the tests',
      method: init?.method ?? 'GET',
      path: url.pathname.replace(/^.*?(?=\/(?:v\d|versions|callback)(?:\/|$))/, ''),
      query: Object.fromEntries(url.searchParams),
      // What a submission makes is not in its URL.
      makes: /oozie\.(wf|coord|bundle)\.application\.path/.exec(String(init?.body ?? ''))?.[1],
      status: response.status,
    };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    return response;
  };
}
