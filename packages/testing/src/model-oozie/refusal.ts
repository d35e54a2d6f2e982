/** Oozie's refusal of a request: status, code and message as they go into the answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Undefined for what Oozie fails on without a code of its own: the answer then has no headers of Oozie's. */
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A refusal with status 400, as nearly all are, and its code at the head of its message. */
export function refuse(code: string, message: string): Refusal {
  return new Refusal(400, code, `${code}: ${message}`);
}

/** What Oozie does not catch: status 500, without a code. */
export function fail(message: string): Refusal {
  return new Refusal(500, undefined, message);
}

/**
 * A precondition that does not hold: Oozie swallows it, so the request is answered with 200 and nothing is done.
 * @see org.apache.oozie.command.XCommand#call
 */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** Whether something was refused, in Oozie's sense, rather than being a fault of this model. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}
