import { SpecError } from '../spec-error.ts';

export const bundleNameProperty = 'howdahBundleName';

const root = /<(?:([\w.-]+):)?bundle-app\b(?:[^>"']|"[^"]*"|'[^']*')*>/;
const parameters = /^\s*<(?:[\w.-]+:)?parameters\b(?:[^>]*\/>|[\s\S]*?<\/(?:[\w.-]+:)?parameters\s*>)/;
const controls = /<(?:[\w.-]+:)?(?:controls|kick-off-time)[\s>/]/;
const nameAttribute = /(\sname\s*=\s*)(?:"[^"]*"|'[^']*')/;

/**
 * A bundle's definition with a kick-off time so far away that only a `start` ever begins it, which Oozie carries out
 * once at the most, and with a name that a property gives.
 * @throws {SpecError} when it is no bundle, or has a kick-off time of its own
 */
export function guardedText(text: string): string {
  // Of the same length, so that places are the same.
  const bare = text.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length));
  const tag = root.exec(bare);
  if (tag === null || tag[0].endsWith('/>')) {
    throw new SpecError('definition', 'must be a bundle-app document with coordinators');
  }
  if (controls.test(bare)) {
    throw new SpecError(
      'definition',
      'must be without controls and kick-off-time: Howdah starts the bundle itself, once. Let its coordinators’ starts say when something begins',
    );
  }
  const begin = tag.index + tag[0].length;
  const at = begin + (parameters.exec(bare.slice(begin))?.[0].length ?? 0);
  const prefix = tag[1] === undefined ? '' : `${tag[1]}:`;
  const kickOff = `<${prefix}controls><${prefix}kick-off-time>2999-01-01T00:00Z</${prefix}kick-off-time></${prefix}controls>`;
  const opened = tag[0].replace(nameAttribute, `$1"\${${bundleNameProperty}}"`);
  if (opened === tag[0]) throw new SpecError('definition', 'must have a name');
  return `${text.slice(0, tag.index)}${opened}${text.slice(begin, at)}${kickOff}${text.slice(at)}`;
}
