/** What the bundle rewrites so that it starts sooner must mean what stood there, or must not be packed at all. */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askingNodeItself, plain, readingOnlyWhatIsNamed, withoutChildren } from '../../scripts/pack-start.ts';

describe('a module of Node in the bundle', () => {
  it('is taken by the names that are used, under the names they are used by', () => {
    const code = [
      'import { a as b } from "./other.js";',
      'import { basename, join as join$1 } from "node:path";',
      'import * as fs from "node:fs";',
      'import url from "node:url";',
      'const read = [join$1(basename("/x/y"), "z"), typeof fs.readFileSync, typeof url.fileURLToPath];',
    ].join('\n');
    const taken = readingOnlyWhatIsNamed(code);
    expect(taken).toMatch(/^import \{ a as b \} from "\.\/other\.js";\n/);
    expect(taken).not.toMatch(/^import .*node:/m);
    // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
    const run = new Function(`${taken.slice(taken.indexOf('\n'))}; return read;`) as () => unknown;
    expect(run()).toEqual([join('y', 'z'), 'function', 'function']);
  });

  it('that is imported in a way nobody foresaw stops the packing', () => {
    expect(() => readingOnlyWhatIsNamed('import fs, { join } from "node:fs";')).toThrow(/cannot rewrite/);
    expect(readingOnlyWhatIsNamed('const text = `import { x } from "node:fs"`;')).toBe(
      'const text = `import { x } from "node:fs"`;',
    );
  });
});

it('a module of Node that is required is asked of Node itself, also where the process has another name', () => {
  const code = `const process = require('node:process'); return [process.pid, require("node:path").sep, require('./a.js')];`;
  const asked = askingNodeItself(code);
  expect(asked.match(/\brequire\(/g)).toHaveLength(1);
  // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
  const run = new Function('require', asked) as (require: (id: string) => string) => unknown;
  expect(run((id) => `own ${id}`)).toEqual([process.pid, sep, 'own ./a.js']);
});

it('commander loads no child processes before it starts one', () => {
  const file = join(import.meta.dirname, '../../node_modules/commander/lib/command.js');
  const code = withoutChildren(readFileSync(file, 'utf8'));
  const calls = code.split('\n').filter((line) => line.includes('child_process'));
  expect(calls.length).toBeGreaterThan(1);
  for (const line of calls) expect(line).toMatch(/^ {6,}\S.*require\('node:child_process'\)\.spawn\(/);
  expect(() => withoutChildren('const { spawn } = require("child_process")')).toThrow(/look again/);
});

describe('a text beyond ASCII', () => {
  const code = [
    "const words = 'l’entité – “où” 🇫🇷';",
    'const filled = `é ${words} \u2028 ☃`;',
    'const found = [/[à-ü]+/.exec(words)?.[0], /[🇦-🇿]+/u.exec(words)?.[0], /“(.+)”/v.exec(filled)?.[1]];',
    'const naïve = { été: 1 };',
    '// a comment – of no consequence',
    'return [words, filled, found, naïve.été, Object.keys(naïve)];',
  ].join('\n');
  // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
  const run = (text: string): unknown => (new Function(text) as () => unknown)();

  it('means the same by its numbers', () => {
    const written = plain(code);
    expect(written).toMatch(/^[\0-\x7f]*$/);
    expect(run(written)).toEqual(run(code));
    expect(run(written)).toEqual([expect.any(String), expect.any(String), ['é', '🇫🇷', 'où'], 1, ['été']]);
  });

  it('stops the packing where a number would not stand for it', () => {
    expect(() => plain('const text = String.raw`l’entité`;')).toThrow(/raw text/);
    expect(plain('const text = String.raw`\\d`;')).toBe('const text = String.raw`\\d`;');
  });
});
