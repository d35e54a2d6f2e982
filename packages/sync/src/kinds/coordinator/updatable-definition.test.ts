import { describe, expect, it } from 'vitest';
import { updatableDefinition } from './updatable-definition.ts';

const all = { nameProperty: 'own', hasEnd: true, hasConcurrency: true };
const root = (inside: string, attributes = 'name="a" start="s" end="2020-01-01T00:00Z"') =>
  `<?xml version="1.0"?>\n<!-- <coordinator-app name="no" end="no"> <concurrency>9</concurrency> -->\n<coordinator-app ${attributes}>${inside}</coordinator-app>`;
const wanted = (inside: string) => root(inside, `name="\${own}" start="s" end="\${endTime}"`);
const own = `<concurrency>\${concurrency}</concurrency>`;

describe('a definition is made fit for an update', () => {
  it.each([
    [
      'that has its concurrency',
      '<controls><concurrency>3</concurrency></controls>',
      `<controls>${own}</controls>`,
    ],
    [
      'that has other controls',
      '<controls><timeout>5</timeout><execution>LIFO</execution></controls>',
      `<controls><timeout>5</timeout>${own}<execution>LIFO</execution></controls>`,
    ],
    [
      'that has controls without a timeout',
      '<controls><throttle>5</throttle></controls>',
      `<controls>${own}<throttle>5</throttle></controls>`,
    ],
    ['that has empty controls', '<controls/>', `<controls>${own}</controls>`],
    [
      'that has parameters only',
      '<parameters></parameters><action/>',
      `<parameters></parameters><controls>${own}</controls><action/>`,
    ],
    ['that has neither', '<action/>', `<controls>${own}</controls><action/>`],
  ])('%s', (_, inside, expected) => {
    expect(updatableDefinition(root(inside), all)).toBe(wanted(expected));
  });

  it('with a prefix, in quotes of either kind', () => {
    const xml = `<c:coordinator-app end='x>y' xmlns:c="uri" name='it'><c:action/></c:coordinator-app>`;
    expect(updatableDefinition(xml, all)).toBe(
      `<c:coordinator-app end="\${endTime}" xmlns:c="uri" name="\${own}"><c:controls><c:concurrency>\${concurrency}</c:concurrency></c:controls><c:action/></c:coordinator-app>`,
    );
  });

  it('only where the row says so', () => {
    const xml = root('<action/>');
    expect(updatableDefinition(xml, { ...all, hasEnd: false, hasConcurrency: false })).toBe(
      xml.replace('name="a"', `name="\${own}"`),
    );
  });
});
