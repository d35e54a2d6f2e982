import type { Properties } from './configuration.ts';
import { printProperties } from './properties-file.ts';
import type { RequestOptions, Transport } from './transport.ts';

/**
 * Tells Oozie what became of what an action waits for, as Hadoop's jobs do, so that it looks at once instead of in a
 * while. Oozie lets anyone do it, and asks whoever runs the job what is true.
 * @param actionId `<workflow>@<node>`
 * @param status in the words of what the action waits for, e.g. `SUCCEEDED`
 * @param data what it leaves for the action; Oozie takes 2048 characters unless it is set up otherwise (E1603)
 * @see org.apache.oozie.servlet.CallbackServlet
 */
export async function callBack(
  transport: Transport,
  actionId: string,
  status: string,
  data?: Properties,
  options?: RequestOptions,
): Promise<void> {
  const request = { path: '/callback', query: { id: actionId, status }, aboutJob: true } as const;
  if (data === undefined) await transport.text({ ...request, method: 'GET' }, options);
  else {
    const body = printProperties(data);
    await transport.text({ ...request, method: 'POST', body, contentType: 'text/plain' }, options);
  }
}
