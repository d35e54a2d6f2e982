export { type CriticalPath, criticalPath } from './critical-path.ts';
export type { BranchPlace } from './fork-groups.ts';
export {
  type Lineage,
  type LineageDocument,
  type LineageEdge,
  type LineageNode,
  type LineageOptions,
  lineageOf,
} from './lineage.ts';
export {
  downstreamOf,
  type ForkGroup,
  type GraphEdge,
  type GraphNode,
  graphOf,
  pathsTo,
  startId,
  upstreamOf,
  type WorkflowGraph,
} from './workflow-graph.ts';
