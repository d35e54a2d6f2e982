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
 * Draws a workflow's nodes, with the state of those that it has reached.
 * @throws {OozieError} `invalid-request` (404, E0307) for whatever keeps Oozie from drawing: `svg` and `png` need a
 * JavaScript engine in its Java, which Java 15 and later don't have; `dot` always works
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
