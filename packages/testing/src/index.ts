export {
  type ClockedGlobals,
  createVirtualClock,
  type VirtualClock,
  type VirtualClockOptions,
  type VirtualTimer,
} from './clock/virtual-clock.ts';
export { describeFault } from './faults/describe-fault.ts';
export type { CannedAnswer, Fault, FaultAction, MatchableRequest, Moment } from './faults/fault.ts';
export {
  type FaultProxy,
  type FaultProxyOptions,
  type OfflineBy,
  type ProxiedRequest,
  startFaultProxy,
} from './faults/fault-proxy.ts';
export {
  chance,
  commonFaults,
  type PlannedFault,
  planned,
  printPlan,
  type RandomPlan,
  randomPlan,
} from './faults/fault-schedule.ts';
export {
  type FaultClock,
  type FaultyFetch,
  type FaultyFetchOptions,
  faultyFetch,
} from './faults/faulty-fetch.ts';
export { createGate, type Gate } from './faults/gate.ts';
export { printRequests, type SeenRequest } from './faults/request-log.ts';
export * from './model-oozie/index.ts';
