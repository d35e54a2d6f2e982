/**
 * SHA-256 as lower-case hexadecimal. Not WebCrypto's: pages served over plain http have none, and it answers later,
 * by when a transaction of IndexedDB would be over.
 * @see FIPS 180-4
 */
export function sha256(message: Uint8Array): string {
  const padded = pad(message);
  const state = new Uint32Array(initialState);
  const schedule = new Uint32Array(64);
  for (let block = 0; block < padded.byteLength; block += 64) compress(state, schedule, padded, block);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** A one bit, zeros up to a whole block, and the length in bits. */
function pad(message: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return view;
}

function compress(state: Uint32Array, w: Uint32Array, padded: DataView, block: number): void {
  for (let t = 0; t < 16; t += 1) w[t] = padded.getUint32(block + t * 4);
  for (let t = 16; t < 64; t += 1) {
    const [w2 = 0, w7 = 0, w15 = 0, w16 = 0] = [w[t - 2], w[t - 7], w[t - 15], w[t - 16]];
    const sigma0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const sigma1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    w[t] = sigma1 + w7 + sigma0 + w16;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const next = (h + sum1 + choice + (roundConstants[t] ?? 0) + (w[t] ?? 0)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [a, b, c, d, e, f, g, h] = [(next + sum0 + majority) | 0, a, b, c, (d + next) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractions of a root of the first primes. */
function fractions(count: number, root: (prime: number) => number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) | 0);
}

const initialState = fractions(8, Math.sqrt);
const roundConstants = fractions(64, Math.cbrt);
