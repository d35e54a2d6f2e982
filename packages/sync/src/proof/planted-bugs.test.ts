import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';

describe('a planted bug', () => {
  it('can be planted: the text that it replaces stands in the engine’s source, once', () => {
    for (const { title, file, of } of plantedBugs) {
      const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
      expect(source.split(of).length - 1, `${title}: ${file}`).toBe(1);
    }
  });
  it('is one of at least ten', () => {
    expect(new Set(plantedBugs.map(({ title }) => title)).size).toBeGreaterThanOrEqual(10);
  });
});
