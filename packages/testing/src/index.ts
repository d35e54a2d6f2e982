export type { CannedAnswer, Fault, FaultAction, MatchableRequest, Moment } from './faults/fault.ts';
export {
  type FaultProxy,
  type FaultProxyOptions,
  type OfflineBy,
  type ProxiedRequest,
  startFaultProxy,
} from './faults/fault-proxy.ts';
export { createGate, type Gate } from './faults/gate.ts';
