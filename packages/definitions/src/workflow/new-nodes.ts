import { type NewElement, newElement } from '../tree/new-node.ts';

/** What an action node is made of. */
export interface NewAction {
  readonly name: string;
  /** What it does: `newElement('shell', {}, […], 'uri:oozie:shell-action:1.0')`. */
  readonly action: NewElement;
  /** The nodes that it leads to. */
  readonly ok: string;
  readonly error: string;
  readonly cred?: string;
  readonly retryMax?: number;
  /** Minutes. */
  readonly retryInterval?: number;
  readonly retryPolicy?: 'exponential' | 'periodic';
  /** An `info` of a namespace `uri:oozie:sla:…`. */
  readonly sla?: NewElement;
}

export function newAction(action: NewAction): NewElement {
  return newElement(
    'action',
    {
      name: action.name,
      cred: action.cred,
      'retry-max': action.retryMax?.toString(),
      'retry-interval': action.retryInterval?.toString(),
      'retry-policy': action.retryPolicy,
    },
    [
      action.action,
      newElement('ok', { to: action.ok }),
      newElement('error', { to: action.error }),
      ...(action.sla === undefined ? [] : [action.sla]),
    ],
  );
}

export function newFork(name: string, paths: readonly string[]): NewElement {
  return newElement(
    'fork',
    { name },
    paths.map((start) => newElement('path', { start })),
  );
}

export function newJoin(name: string, to: string): NewElement {
  return newElement('join', { name, to });
}

export function newDecision(
  name: string,
  cases: readonly { readonly condition: string; readonly to: string }[],
  otherwise: string,
): NewElement {
  return newElement('decision', { name }, [
    newElement('switch', {}, [
      ...cases.map(({ condition, to }) => newElement('case', { to }, condition)),
      newElement('default', { to: otherwise }),
    ]),
  ]);
}

export function newKill(name: string, message: string): NewElement {
  return newElement('kill', { name }, [newElement('message', {}, message)]);
}

export function newEnd(name: string): NewElement {
  return newElement('end', { name });
}
