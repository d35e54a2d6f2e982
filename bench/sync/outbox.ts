import { type Figure, median } from '../figure.ts';
import type { RealOozie } from './prepare.ts';
import type { Stage } from './stage.ts';

/** Queued rows brought to the real Oozie by the engine, against a bare loop of the same requests. */
export async function outboxVsLoop(
  stage: Stage,
  oozie: RealOozie,
  turns: number,
  runs = 1000,
): Promise<Figure[]> {
  if (oozie === null) throw new Error('There is no Oozie.');
  const source = `${stage.url}/real/${new URL(oozie.url).port}/oozie`;
  const { definitionRoot } = oozie;
  /** Each in a browser of its own. */
  const inPage = async <T>(
    work: (page: Awaited<ReturnType<typeof opened>>['page']) => Promise<T>,
  ): Promise<T> => {
    const { page, profile } = await opened(stage);
    try {
      return await work(page);
    } finally {
      await profile.close();
    }
  };
  const engine = (count: number) =>
    inPage((page) =>
      page.evaluate(([from, root, many]) => window.outbox?.engine(from, root, many), [
        source,
        definitionRoot,
        count,
      ] as const),
    );
  const loop = (brought: Awaited<ReturnType<typeof engine>>, count: number) =>
    inPage((page) =>
      page.evaluate(([from, like, many]) => (like && window.outbox?.loop(from, like, many)) ?? Number.NaN, [
        source,
        brought,
        count,
      ] as const),
    );
  // Stores the definition, and warms the server up.
  let brought = await engine(50);
  await loop(brought, 50);
  // The loop makes as many requests as the engine made before.
  const value = [];
  const against = [];
  for (let turn = 0; turn < turns; turn += 1) {
    brought = await engine(runs);
    value.push(brought?.time ?? Number.NaN);
    against.push(await loop(brought, runs));
  }
  const [own, other] = [median(value), median(against)];
  const what = `${runs} queued runs brought to a real Oozie against a bare loop of the same requests (a submission, a start and ${((brought?.reads ?? 0) / runs).toFixed(1)} reads each), 4 at a time`;
  return [{ name: 'outbox-vs-loop', ratio: own / other, value: own, against: other, unit: 'ms', what }];
}

async function opened(stage: Stage) {
  const profile = await stage.profile();
  const page = await profile.newPage();
  await page.goto(`${stage.url}/pages/outbox.html`);
  await page.waitForFunction(() => window.outbox !== undefined);
  return { page, profile };
}
