import { describe, expect, it } from 'vitest';
import { guardedText } from './guarded-text.ts';

const kickOff = '<controls><kick-off-time>2999-01-01T00:00Z</kick-off-time></controls>';

describe('a bundle’s definition', () => {
  it('is given a far kick-off behind its parameters, and a name by a property, and else stays as it is', () => {
    const parameters = '\n  <parameters><property><name>a</name></property></parameters>';
    const rest = '\n  <coordinator name="one"><app-path>path</app-path></coordinator>\n</bundle-app>';
    expect(
      guardedText(`<!-- <bundle-app name="x"> --><bundle-app xmlns="u" name='a > b'>${parameters}${rest}`),
    ).toBe(
      `<!-- <bundle-app name="x"> --><bundle-app xmlns="u" name="\${howdahBundleName}">${parameters}${kickOff}${rest}`,
    );
    expect(guardedText(`<b:bundle-app name="a">${rest}`)).toContain('<b:controls><b:kick-off-time>2999');
  });
  it.each([
    [
      'a kick-off of its own',
      '<bundle-app name="a"><controls><kick-off-time>2026-01-01T00:00Z</kick-off-time></controls></bundle-app>',
    ],
    ['no name', '<bundle-app><coordinator/></bundle-app>'],
    ['another root', '<coordinator-app name="a"></coordinator-app>'],
  ])('with %s is refused', (_, text) => {
    expect(() => guardedText(text)).toThrow(/^definition: must/);
  });
});
