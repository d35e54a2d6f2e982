import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseProperties, printProperties } from './properties-file.ts';

/** Reads base64 of files from stdin, a line each, and answers each with what Java reads and what Java stores of it. */
const program = `
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class JavaProperties {
  // By hand, since Java's strings may have halves of surrogate pairs, which no encoding of Java's has.
  static String encode(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String decode(String line) {
    byte[] bytes = Base64.getDecoder().decode(line);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 2) text.append((char) ((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
    return text.toString();
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.US_ASCII);
    for (String line; (line = in.readLine()) != null; ) {
      String text = decode(line);
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(text));
      } catch (IllegalArgumentException malformed) {
        out.println("malformed");
        continue;
      }
      StringBuilder answer = new StringBuilder();
      for (String name : new TreeSet<>(properties.stringPropertyNames())) {
        answer.append(encode(name)).append(':').append(encode(properties.getProperty(name))).append(' ');
      }
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      properties.store(stored, null);
      StringWriter written = new StringWriter();
      properties.store(written, null);
      answer.append("| ").append(encode(stored.toString(StandardCharsets.ISO_8859_1)));
      answer.append(" ").append(encode(written.toString()));
      out.println(answer);
    }
    out.flush();
  }
}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'howdah-properties-'));
  writeFileSync(join(folder, 'JavaProperties.java'), program);
});
afterAll(() => rmSync(folder, { recursive: true }));

const encode = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('base64');
const decode = (text: string) => Buffer.from(text, 'base64').swap16().toString('utf16le');

interface Answer {
  read: Record<string, string>;
  /** As Java writes to bytes, and as it writes to text. */
  stored: string[];
}

/** What Java makes of each file; undefined where it fails. */
function askJava(files: readonly string[]): (Answer | undefined)[] {
  const output = execFileSync('java', ['JavaProperties.java'], {
    cwd: folder,
    input: files.map((file) => `${encode(file)}\n`).join(''),
    encoding: 'ascii',
    maxBuffer: 2 ** 28,
  });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line === 'malformed') return undefined;
      const [pairs = '', stored = ''] = line.split('| ');
      const read = pairs
        .split(' ')
        .filter(Boolean)
        .map((pair) => pair.split(':'));
      return {
        read: Object.fromEntries(read.map(([name = '', value = '']) => [decode(name), decode(value)])),
        stored: stored.split(' ').map(decode),
      };
    });
}

const seed = Date.now() % 2 ** 31;
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number) =>
  fc.sample(arbitrary, { seed, numRuns: count });

test(`random files are read as Java reads them (seed ${seed})`, () => {
  const piece = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('\\', '\n', '\r', '\r\n', ' ', '\t', '\f', '=', ':', '#', '!', 'a', 'b'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\\u00e9',
        '\\uD83D',
        '\\u12',
        '\\n',
        '\\t',
        '\\q',
        'u',
        'é',
        '😀',
        '\u0085',
        '\0',
      ),
    },
  );
  const files = sample(
    fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')),
    3000,
  );
  const answers = askJava(files);
  expect(answers).toHaveLength(files.length);
  for (const [index, file] of files.entries()) {
    const read = answers[index]?.read;
    if (read) expect(parseProperties(file), JSON.stringify(file)).toEqual(read);
    else expect(() => parseProperties(file), JSON.stringify(file)).toThrow(/four hexadecimal digits/);
  }
});

test(`random properties are printed so that Java reads them, and read as Java stores them (seed ${seed})`, () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(' ', '=', '\\', '\n', '#', 'é') }),
  );
  const all = sample(fc.dictionary(text, text), 400);
  const answers = askJava(all.map(printProperties));
  for (const [index, properties] of all.entries()) {
    const expected = Object.fromEntries(Object.entries(properties));
    expect(answers[index]?.read).toEqual(expected);
    for (const stored of answers[index]?.stored ?? []) expect(parseProperties(stored)).toEqual(expected);
  }
});
