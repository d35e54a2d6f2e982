/** Why the gateway itself, not Oozie, refused a request or failed at it. */
export interface Refusal {
  /** A stable word for programs. */
  readonly error: string;
  /** What happened, for people. */
  readonly what: string;
  /** What they can do about it. */
  readonly whatToDo: string;
}

/** Header that tells the gateway's own failures from Oozie's. */
export const gatewayHeader = 'howdah-gateway';

/** The JSON answer that carries a refusal. */
export function refuse(status: number, refusal: Refusal, headers: Record<string, string> = {}): Response {
  return new Response(`${JSON.stringify(refusal)}\n`, {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}
