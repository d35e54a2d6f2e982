import { readOf } from './jobs.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** How to draw a workflow's graph. */
export interface GraphLook<Format extends 'dot' | 'svg' | 'png'> {
  /** `dot` is Graphviz's language; `svg` and `png` are drawn by Oozie. Default `png`. */
  format: Format;
  /** Whether to draw kill nodes and the edges to them. Default false. */
  showKill?: boolean;
}

/**
 * Draws a workflow's nodes, with colours for how far it got. Kill nodes are also drawn when an action has failed.
 * @throws {OozieError} `invalid-request` (404, E0307) when Oozie cannot draw: `svg` and `png` need a JavaScript
 * engine in its Java, which Java 15 and later don't have. It may take a minute to say so, for which the client's time
 * limit must leave room. `dot` needs nothing.
 * @see org.apache.oozie.util.graph.GraphGenerator
 */
export interface DrawGraph {
  (id: string, look: GraphLook<'dot' | 'svg'>, options?: RequestOptions): Promise<string>;
  (id: string, look?: Partial<GraphLook<'png'>>, options?: RequestOptions): Promise<Uint8Array>;
}

export function graphOperation(transport: Transport): DrawGraph {
  function graph(id: string, look: GraphLook<'dot' | 'svg'>, options?: RequestOptions): Promise<string>;
  function graph(id: string, look?: Partial<GraphLook<'png'>>, options?: RequestOptions): Promise<Uint8Array>;
  function graph(
    id: string,
    look: Partial<GraphLook<'dot' | 'svg' | 'png'>> = {},
    options?: RequestOptions,
  ): Promise<string | Uint8Array> {
    const { format = 'png', showKill } = look;
    const request = readOf(id, { show: 'graph', format, 'show-kill': showKill ? 'true' : undefined });
    return format === 'png' ? transport.bytes(request, options) : transport.text(request, options);
  }
  return graph;
}
