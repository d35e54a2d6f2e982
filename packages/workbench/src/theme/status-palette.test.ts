import { describe, expect, it } from 'vitest';
import { type Scheme, type StatusToken, statusPalette, tokenOf, wordOf } from './status-palette.ts';

const schemes: Scheme[] = ['light', 'dark'];
const surfaces: Record<Scheme, string> = { light: '#ffffff', dark: '#1b1e23' };

type Rgb = [number, number, number];

function linear(hex: string): Rgb {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** As an eye without green receptors sees it (Machado, Oliveira & Fernandes 2009, severity 1). */
function deuteranopia([red, green, blue]: Rgb): Rgb {
  return [
    0.367322 * red + 0.860646 * green - 0.227968 * blue,
    0.280085 * red + 0.672501 * green + 0.047413 * blue,
    -0.01182 * red + 0.04294 * green + 0.968881 * blue,
  ];
}

function oklab([red, green, blue]: Rgb): Rgb {
  const long = Math.cbrt(Math.max(0, 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue));
  const middle = Math.cbrt(Math.max(0, 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue));
  const short = Math.cbrt(Math.max(0, 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue));
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

function distance(one: string, other: string, eye: (color: Rgb) => Rgb): number {
  const [a, b] = [oklab(eye(linear(one))), oklab(eye(linear(other)))];
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each(schemes)('in the %s scheme', (scheme) => {
  it.each(Object.entries(statusPalette))('%s can be read', (_, { [scheme]: { text, background } }) => {
    expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, surfaces[scheme])).toBeGreaterThanOrEqual(4.5);
  });

  const mixedUp: [StatusToken, StatusToken][] = [
    ['failed', 'killed'],
    ['failed', 'success'],
    ['failed', 'skipped'],
    ['killed', 'success'],
    ['killed', 'partial'],
    ['running', 'paused'],
    ['running', 'success'],
    ['running', 'local'],
    ['retry', 'failed'],
    ['timed-out', 'killed'],
  ];
  it.each(mixedUp)('%s is told from %s, by colour-blind eyes too', (one, other) => {
    const { text } = statusPalette[one][scheme];
    const { text: otherText } = statusPalette[other][scheme];
    expect(distance(text, otherText, (color) => color)).toBeGreaterThan(5);
    expect(distance(text, otherText, deuteranopia)).toBeGreaterThan(3);
  });
});

it('gives every status of Oozie a token and a word', () => {
  expect(tokenOf('DONEWITHERROR')).toBe('partial');
  expect(wordOf('DONEWITHERROR')).toBe('Done with error');
  expect(wordOf('SUCCEEDED')).toBe('Succeeded');
  expect(wordOf('USER_RETRY')).toBe('User retry');
});

it('shows a status it does not know in Oozie’s own word', () => {
  expect(tokenOf('HIBERNATING')).toBe('waiting');
  expect(wordOf('HIBERNATING')).toBe('Hibernating');
});
