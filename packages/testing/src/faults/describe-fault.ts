import type { FaultAction } from './fault.ts';

/** A fault in words, for traces: `the server acted, and its answer was lost`. */
export function describeFault(action: FaultAction): string {
  switch (action.kind) {
    case 'drop-request':
      return 'the request was lost before the server saw it';
    case 'drop-response':
      return 'the server acted, and its answer was lost';
    case 'delay':
      return `${action.ms} ms late${side(action.when)}${action.late ? ', whoever still waits' : ''}`;
    case 'duplicate':
      return 'the server got it twice';
    case 'repeat':
      return `the server got it again after ${action.ms} ms`;
    case 'overtaken':
      return `overtaken by ${action.by ?? 1} later requests${side(action.when)}`;
    case 'truncate':
      return `the answer was cut off after ${action.bytes} bytes`;
    case 'status':
      return `answered with ${action.status} on the way`;
    case 'html-page':
      return `answered with a web page (${action.status ?? 200}) on the way`;
    case 'status-after':
      return `the server acted, and ${action.status} was answered in its place`;
    case 'stall':
      return `never answered${action.when === 'before-answering' ? ', though the server acted' : ''}`;
    case 'hold':
      return 'held at a gate';
  }
}

function side(when: string | undefined): string {
  return when === 'before-answering' ? ', on its way back' : '';
}
