/** Anything that answers as Oozie does, such as a model Oozie. */
interface Answers {
  readonly fetch: typeof fetch;
}

/**
 * Somebody else submits and starts a workflow, past every profile. Gives its id: where a server was restored, perhaps
 * one that was given before.
 */
export async function somebodySubmits(oozie: Answers, path: string, jobName = 'another'): Promise<string> {
  const properties = { 'user.name': 'somebody', 'oozie.wf.application.path': path, jobName };
  const body = Object.entries(properties).map(
    ([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`,
  );
  const answer = await oozie.fetch('http://oozie.example/oozie/v1/jobs?user.name=somebody&action=start', {
    method: 'POST',
    headers: { 'Content-Type': 'application/xml' },
    body: `<configuration>${body.join('')}</configuration>`,
  });
  const told: { id?: unknown } = await answer.json();
  return String(told.id);
}
