import { checkDefinition, checkPlace, type Definition, parseDefinition } from '@howdah/definitions';
import { compare, type Figure } from '../figure.ts';

const size = 50_000;

const workflow = (inside: string) =>
  `<workflow-app name="a" xmlns="uri:oozie:workflow:1.0">${inside}</workflow-app>`;

/** Documents that grow with a number; a reader that looks back would take the square of the time for each. */
const documents: Readonly<Record<string, (count: number) => string>> = {
  'deep nesting': (count) => '<a>'.repeat(count),
  'attributes in one tag': (count) =>
    `<a${Array.from({ length: count }, (_, i) => ` a${i}="&lt;"`).join('')}/>`,
  'end tags that end nothing': (count) => workflow('</b>'.repeat(count)),
  'nodes of one name': (count) => workflow('<kill name="a"><message>x</message></kill>'.repeat(count)),
  'nodes that lead to each other': (count) =>
    workflow(
      `<start to="n0"/>${Array.from({ length: count }, (_, i) => `<fork name="n${i}"><path start="n${(i + 1) % count}"/><path start="n${(i * 7) % count}"/></fork>`).join('')}`,
    ),
  'blanks around a name': (count) => workflow(`<start to="${' '.repeat(count)}a${' '.repeat(count)}b"/>`),
};

const texts: Readonly<Record<string, (count: number) => string>> = {
  'parentheses in an expression': (count) => `\${${'('.repeat(count)}1`,
  'expressions in a text': (count) => '${a}'.repeat(count),
  'operators in an expression': (count) => `\${1${' + 1'.repeat(count)}}`,
};

/** The time by character of four times as much, against that of once as much: about 1 when it grows with the length. */
export function* hostileFigures(): Generator<Figure> {
  const read = (text: string): unknown => {
    const definition: Definition = parseDefinition(text, { length: Number.POSITIVE_INFINITY });
    return checkDefinition(definition, { server: { definitionLength: Number.POSITIVE_INFINITY } });
  };
  for (const [what, make] of Object.entries(documents)) yield figure(what, make, read);
  for (const [what, make] of Object.entries(texts)) {
    yield figure(what, make, (text) => checkPlace(text, 'workflow node'));
  }
}

function figure(what: string, make: (count: number) => string, read: (text: string) => unknown): Figure {
  const [once, often] = [make(size / 4), make(size)];
  const { value, against, ratio } = compare(
    () => read(often),
    () => read(once),
    { rounds: 3, milliseconds: 10 },
  );
  return {
    name: `hostile-${what.replaceAll(' ', '-')}`,
    ratio: ratio / (often.length / once.length),
    value,
    against,
    unit: 'ms',
    what: `${what}: ${often.length} characters against ${once.length}; the ratio is by character`,
  };
}
