import { request } from 'node:http';
import { userInfo } from 'node:os';

interface Answer {
  status: number;
  location: string | undefined;
  text: string;
}

// Not fetch: a data node answers "100 Continue" unasked, which Node's fetch takes for a broken response.
function put(url: string, body?: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'PUT', timeout: 10_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within 10 s: ${url}`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

const asUser = (webHdfsUrl: string, path: string, operation: string) =>
  `${webHdfsUrl}${path}?op=${operation}&user.name=${userInfo().username}`;

/** Makes a folder that everybody may write to. @returns false while HDFS can't, be it still starting */
export async function makeHdfsFolder(webHdfsUrl: string, path: string): Promise<boolean> {
  const answer = await put(asUser(webHdfsUrl, path, 'MKDIRS&permission=777')).catch(() => undefined);
  return answer?.status === 200;
}

/** Writes a file, over an older one if need be. Rejects when HDFS does not take it. */
export async function writeHdfsFile(webHdfsUrl: string, path: string, content: Uint8Array): Promise<void> {
  // The name node's answer says which data node takes the bytes.
  const first = await put(asUser(webHdfsUrl, path, 'CREATE&overwrite=true'));
  const answer = first.location === undefined ? first : await put(first.location, content);
  if (answer.status !== 201) throw new Error(`HDFS did not take ${path} (${answer.status}): ${answer.text}`);
}
