/** A comment, in which nothing counts, or the thing looked for. */
const outsideComments = (pattern: string): RegExp => new RegExp(`<!--[\\s\\S]*?-->|${pattern}`);

const rootTag = String.raw`<(?:[\w.-]+:)?coordinator-app\b(?:[^>"']|"[^"]*"|'[^']*')*>`;
const element = (name: string) => String.raw`<(?:[\w.-]+:)?${name}\s*>[^<]*</(?:[\w.-]+:)?${name}\s*>`;

interface Place {
  start: number;
  end: number;
  text: string;
}

function find(xml: string, pattern: string): Place | undefined {
  const global = new RegExp(outsideComments(pattern).source, 'g');
  for (const match of xml.matchAll(global)) {
    const [text] = match;
    if (!text.startsWith('<!--')) return { start: match.index, end: match.index + text.length, text };
  }
  return undefined;
}

const replaced = (xml: string, { start, end }: Place, by: string): string =>
  xml.slice(0, start) + by + xml.slice(end);

function withAttribute(xml: string, name: string, value: string): string {
  const root = find(xml, rootTag);
  if (root === undefined) return xml;
  const attribute = new RegExp(String.raw`(\s${name}\s*=\s*)(?:"[^"]*"|'[^']*')`);
  return replaced(
    xml,
    root,
    root.text.replace(attribute, (_, before: string) => `${before}"${value}"`),
  );
}

function withConcurrency(xml: string): string {
  const value = `\${concurrency}`;
  const own = find(xml, element('concurrency'));
  if (own !== undefined)
    return replaced(
      xml,
      own,
      own.text.replace(/>[^<]*</, () => `>${value}<`),
    );
  const root = find(xml, rootTag);
  if (root === undefined) return xml;
  const prefix = /^<([\w.-]+:)?/.exec(root.text)?.[1] ?? '';
  const concurrency = `<${prefix}concurrency>${value}</${prefix}concurrency>`;
  const controls = find(xml, String.raw`<(?:[\w.-]+:)?controls\s*/?>`);
  const whole = `<${prefix}controls>${concurrency}</${prefix}controls>`;
  if (controls?.text.endsWith('/>')) return replaced(xml, controls, whole);
  const inserted = (at: Place, text: string) => xml.slice(0, at.end) + text + xml.slice(at.end);
  // The schema wants the elements in this order: parameters, controls; and in these: timeout, concurrency.
  if (controls !== undefined) return inserted(find(xml, element('timeout')) ?? controls, concurrency);
  return inserted(find(xml, String.raw`</(?:[\w.-]+:)?parameters\s*>`) ?? root, whole);
}

/**
 * The definition for an update of a coordinator. Oozie compares its name and end with the coordinator's and refuses
 * others (E1023), and sets the concurrency to the definition's: so these come from the properties, which Howdah gives
 * the values that the coordinator has. A name in a bundle is the bundle's, whatever the definition says.
 */
export function updatableDefinition(
  xml: string,
  {
    nameProperty,
    hasEnd,
    hasConcurrency,
  }: { nameProperty: string; hasEnd: boolean; hasConcurrency: boolean },
): string {
  const named = withAttribute(xml, 'name', `\${${nameProperty}}`);
  const ended = hasEnd ? withAttribute(named, 'end', `\${endTime}`) : named;
  return hasConcurrency ? withConcurrency(ended) : ended;
}
