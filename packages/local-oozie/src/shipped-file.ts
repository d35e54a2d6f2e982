/** A file of this package's `boot` folder; the same from `src` and from the bundle in `dist`. */
export function shippedFile(
  name: 'watchdog.mjs' | 'OozieCommands.java' | 'oozie.pom.xml' | 'hadoop.pom.xml' | 'definitions.pom.xml',
): URL {
  return new URL(`../boot/${name}`, import.meta.url);
}
