// RFC 9110 §7.6.1, and Expect, which Node's server has answered by the time a request gets here.
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/**
 * The headers that are meant for the other end, not for one connection. Order, spelling and repetition stay.
 *
 * @param rawHeaders names and values in turn, as Node's `rawHeaders`
 * @returns names and values in turn
 */
export function endToEndHeaders(rawHeaders: readonly string[]): string[] {
  const dropped = new Set(hopByHop);
  for (const [name, value] of headerPairs(rawHeaders)) {
    if (name.toLowerCase() !== 'connection') continue;
    for (const named of value.split(',')) dropped.add(named.trim().toLowerCase());
  }
  return headerPairs(rawHeaders)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

/** The same headers as pairs of name and value. */
export function headerPairs(rawHeaders: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}

/** The same headers with `name` set to one value. */
export function withHeader(rawHeaders: readonly string[], name: string, value: string): string[] {
  const others = headerPairs(rawHeaders).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return [name, value, ...others.flat()];
}
