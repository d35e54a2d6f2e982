/** `/v2/jobs` of `/oozie/v2/jobs`, whatever stands before. */
export function pathBelowOozie(pathname: string): string {
  const path = /^(?:\/[^/]+)*?(\/(?:versions|v[0-9]+\/.*|v[0-9]+))$/.exec(pathname)?.[1] ?? pathname;
  return decodeURIComponent(path);
}
