import type { Coordinator, Workflow } from '@howdah/oozie-client';

/** A workflow as a full read tells of it; only what a test is about has to be named. */
export function workflow(told: Partial<Workflow> = {}): Workflow {
  return {
    id: '0000001-261123032920870-oozie-root-W',
    appName: 'survey',
    status: 'RUNNING',
    externalId: null,
    parentId: null,
    run: 0,
    user: 'inspector',
    group: null,
    acl: null,
    createdTime: 1_000_000,
    startTime: null,
    endTime: null,
    lastModTime: null,
    consoleUrl: null,
    partial: false,
    appPath: null,
    conf: null,
    actions: [],
    ...told,
  };
}

/** A coordinator as a full read tells of it. */
export function coordinator(told: Partial<Coordinator> = {}): Coordinator {
  return {
    coordJobId: '0000002-261123032920870-oozie-root-C',
    coordJobName: 'coordinator',
    coordJobPath: null,
    status: 'RUNNING',
    user: 'inspector',
    group: null,
    acl: null,
    bundleId: '0000001-261123032920870-oozie-root-B',
    frequency: '60',
    timeUnit: 'MINUTE',
    timeZone: 'UTC',
    concurrency: 1,
    timeOut: -1,
    createdTime: 1_000_000,
    startTime: null,
    endTime: null,
    lastAction: null,
    nextMaterializedTime: null,
    consoleUrl: null,
    conf: null,
    pauseTime: null,
    executionPolicy: 'FIFO',
    mat_throttling: 12,
    coordExternalId: null,
    partial: false,
    actions: [],
    total: 0,
    ...told,
  };
}
