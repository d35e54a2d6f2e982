export type { CannedAnswer, Fault, FaultAction, MatchableRequest, Moment } from './fault.ts';
export {
  type FaultProxy,
  type FaultProxyOptions,
  type OfflineBy,
  type ProxiedRequest,
  startFaultProxy,
} from './fault-proxy.ts';
export { createGate, type Gate } from './gate.ts';
