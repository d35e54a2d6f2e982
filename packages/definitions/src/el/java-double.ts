import { javaTrim } from '../java-trim.ts';

/**
 * Prints a number as Java prints a double: `1.0`, `1.5E10`.
 * @see java.lang.Double#toString
 */
export function javaDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}Infinity`;
  const { figures, exponent } =
    size >= 2 ** 53 && size < 2 ** 63 ? figuresOfLarge(size) : shortestFigures(size);
  if (exponent < -3 || exponent >= 7) {
    return `${sign}${figures.charAt(0)}.${figures.slice(1) || '0'}E${exponent}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${figures}`;
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${figures.slice(exponent + 1) || '0'}`;
}

interface Figures {
  readonly figures: string;
  /** Of ten, for the first figure. */
  readonly exponent: number;
}

function shortestFigures(size: number): Figures {
  const [digits = '0', exponent = '0'] = size.toExponential().split('e');
  return { figures: digits.replace('.', ''), exponent: Number(exponent) };
}

// Before its version 19, Java prints more figures of a large whole number than it needs.
function figuresOfLarge(size: number): Figures {
  const spare = Math.floor((Math.floor(Math.log2(size)) - 54) * Math.log10(2));
  const unit = 10n ** BigInt(Math.max(spare, 0));
  const rounded = (BigInt(size) + unit / 2n) / unit;
  const figures = String(rounded);
  return { figures: figures.replace(/0+$/, ''), exponent: figures.length - 1 + Math.max(spare, 0) };
}

/**
 * The number that a text is to Java; undefined for a text that is none. Hexadecimal numbers are left out.
 * @see java.lang.Double#valueOf
 */
export function readJavaDouble(text: string): number | undefined {
  const trimmed = javaTrim(text);
  const special = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (special !== null) return (special[1] === '-' ? -1 : 1) * Number(special[2]);
  const number = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdD]?$/.exec(trimmed);
  return number === null ? undefined : Number(number[1]);
}
