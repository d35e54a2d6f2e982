/** What a job id tells of its age: `<counter>-<yyMMddHHmmssSSS of the server's start>-<system>-<kind>`. */
function ageOf(jobId: string): [serverStart: string, counter: number] {
  const [counter = '', serverStart = ''] = jobId.split('-');
  return [serverStart, Number(counter)];
}

/**
 * Of several jobs under one key, the one that counts: one past PREP if there is any, else the oldest. The counter in
 * an id starts again at 0 with every start of the server, so the server's start time comes first.
 */
export function canonicalJob<Job extends { id: string; status: string }>(
  jobs: readonly Job[],
): Job | undefined {
  const begun = jobs.filter(({ status }) => status !== 'PREP' && status !== 'KILLED');
  const candidates = begun.length > 0 ? begun : jobs;
  return [...candidates].sort((one, other) => {
    const [oneStart, oneCounter] = ageOf(one.id);
    const [otherStart, otherCounter] = ageOf(other.id);
    return oneStart === otherStart ? oneCounter - otherCounter : oneStart < otherStart ? -1 : 1;
  })[0];
}
