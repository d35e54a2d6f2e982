import { isList, isMap, toText } from './coerce.ts';
import { javaDouble } from './java-double.ts';
import type { ElFunction } from './scope.ts';
import { ElFault, ElUnknown, type ElValue } from './value.ts';

/**
 * The functions that write a map down, as far as its order doesn't matter.
 * @see org.apache.oozie.util.ELConstantsFunctions
 */
export const mapFunctions: ReadonlyMap<string, ElFunction> = new Map(
  Object.entries<ElFunction>({
    toJsonStr: (args) => escapeForXml(json(args.map(0) ?? null)),
    toPropertiesStr: () => {
      throw new ElUnknown('only-at-run-time', 'toPropertiesStr() writes down the time at which it runs.');
    },
    toConfigurationStr: (args) => {
      const map = args.map(0);
      if (map === undefined) throw new ElFault('toConfigurationStr() needs a map.');
      return escapeForXml(configuration(map));
    },
  }),
);

/** @see org.apache.oozie.util.XmlUtils#escapeCharsForXML */
function escapeForXml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#039;',
    '&': '&amp;',
  };
  return text.replace(/[<>"'&]/g, (character) => escapes[character] ?? character);
}

/** @see org.json.simple.JSONValue#toJSONString */
function json(value: ElValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? javaDouble(value) : 'null';
  if (isList(value)) return `[${value.map(json).join(',')}]`;
  if (isMap(value)) return `{${onlyEntry(value, (key, item) => `${quoted(key)}:${json(item)}`)}}`;
  return toText(value);
}

function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '/': '\\/',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  };
  const escaped = text.replace(/["\\/\p{Cc}\u2000-\u20ff]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return escapes[character] ?? `\\u${code}`;
  });
  return `"${escaped}"`;
}

/** Names that Hadoop may know by others as well, so that a configuration gets more properties than it was given. */
const renamedByHadoop = /^(?:mapred|dfs|fs|io|hadoop|topology|yarn|user|job|net|security|session|local)\b/;

function configuration(map: ReadonlyMap<ElValue, ElValue>): string {
  const property = onlyEntry(map, (name, item) => {
    const value = toText(item);
    if (renamedByHadoop.test(name) || !/^\S+(?: \S+)*$/.test(value) || /[<>&]/.test(name + value)) {
      throw new ElUnknown('only-in-java', 'toConfigurationStr() is evaluated by the server only.');
    }
    return `\r\n  <property>\r\n    <name>${name}</name>\r\n    <value>${value}</value>\r\n  </property>\r\n`;
  });
  return property === '' ? '<configuration />' : `<configuration>${property}</configuration>`;
}

function onlyEntry(
  map: ReadonlyMap<ElValue, ElValue>,
  print: (key: string, value: ElValue) => string,
): string {
  const [first, second] = map;
  if (first === undefined) return '';
  if (second !== undefined) throw new ElUnknown('only-in-java', 'Java prints a map in an order of its own.');
  return print(toText(first[0]), first[1]);
}
