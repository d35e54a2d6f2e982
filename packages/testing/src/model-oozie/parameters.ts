import type { OozieRequest } from './envelope.ts';
import { Refusal, refuse } from './refusal.ts';

/** Which parameters a resource knows, and with which methods. */
export interface Declared {
  readonly methods: readonly string[];
  readonly type?: 'integer' | 'boolean';
  readonly required?: readonly string[];
}

/**
 * Checks a request's parameters by what its resource declares; others are let through.
 * @see org.apache.oozie.servlet.JsonRestServlet#validateRestUrl
 * @throws {Refusal} E0302 with another method, E0304 for what is no number or no yes or no, E0305 for one that is missing
 */
export function checkParameters(request: OozieRequest, declared: Readonly<Record<string, Declared>>): void {
  for (const [name, { methods, type }] of Object.entries(declared)) {
    const value = request.query.get(name);
    if (value === null) continue;
    if (!methods.includes(request.method)) throw refuse('E0302', `[${name}] can't be given here`);
    if (type === 'boolean' && !/^(true|false)$/i.test(value.trim())) {
      throw refuse('E0304', `[${name}] is neither true nor false`);
    }
    if (type === 'integer' && !/^[+-]?\d+$/.test(value.trim())) {
      throw refuse('E0304', `[${name}] is no whole number`);
    }
  }
  for (const [name, { required = [] }] of Object.entries(declared)) {
    if (required.includes(request.method) && request.query.get(name) === null) {
      throw refuse('E0305', `[${name}] is missing`);
    }
  }
}

/** A number that is read only where it is used. @throws {Refusal} E1603 */
export function integerIn({ query }: OozieRequest, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^[+-]?\d+$/.test(text)) throw new Refusal(400, 'E1603', `For input string: "${text}"`);
  return Number(text);
}

/** @throws {Refusal} E0300 for a body that is not said to be XML */
export function demandXml({ headers }: OozieRequest): void {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (type !== 'application/xml') throw refuse('E0300', `the content type is [${type || null}]`);
}

export function isYes(value: string | null): boolean {
  return value?.trim().toLowerCase() === 'true';
}
