/**
 * The system properties that somebody gives Oozie's own client by OOZIE_CLIENT_OPTS, e.g.
 * `-Dheader:X-Tenant=a -Doozie.auth.token.cache=false`. Options of the JVM itself are passed over.
 * @see Oozie's bin/oozie
 */
export function clientSystemProperties(
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const word of words(env.OOZIE_CLIENT_OPTS ?? '')) {
    const [, name, value = ''] = /^-D([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) found.set(name, value);
  }
  return found;
}

/** Words as a shell would split them, with quotes. */
function words(text: string): string[] {
  const pieces = text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return pieces.map((piece) => piece.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

const headerPrefix = 'header:';

/** The headers among them, which go with every request. */
export function headersOf(properties: ReadonlyMap<string, string>): Record<string, string> {
  const headers = [...properties].filter(([name]) => name.startsWith(headerPrefix));
  return Object.fromEntries(headers.map(([name, value]) => [name.slice(headerPrefix.length), value]));
}
