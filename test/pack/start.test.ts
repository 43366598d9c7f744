/** What the bundle rewrites so that it starts sooner must mean what stood there, or must not be packed at all. */
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askingAtFirstUse,
  askingNodeItself,
  compilingOnCall,
  plain,
  quoted,
  readingOnlyWhatIsNamed,
} from '../../scripts/pack-start.ts';

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

describe('a module that Node has not loaded by itself', () => {
  const code = [
    'let node_os = require("node:os");',
    'let node_v8 = require("node:v8");',
    'let node_fs = require("node:fs");',
    'const count = { ...{ other_node_os: 1 } };',
    'const late = () => [(0, node_os.constants).signals.SIGINT, new node_v8.Serializer().releaseBuffer().length];',
    'return [count.other_node_os, typeof node_fs.readFileSync, ask.length, late(), late(), ask];',
  ].join('\n');

  it('is asked for once, when it is first used, and one that is there anyway at once', () => {
    const late = askingAtFirstUse(code).replaceAll(/globalThis\.process\.getBuiltinModule/g, 'asked');
    // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
    const run = new Function('ask', 'asked', 'require', late) as (...parts: readonly unknown[]) => unknown;
    const asked: string[] = [];
    const ask = (id: string) => (asked.push(id), process.getBuiltinModule(id as 'node:os'));
    const require = (id: string) => process.getBuiltinModule(id as 'node:fs');
    expect(run(asked, ask, require)).toEqual([1, 'function', 0, [2, 0], [2, 0], ['node:os', 'node:v8']]);
  });

  it('that is used in a way nobody foresaw stops the packing', () => {
    expect(() => askingAtFirstUse('let node_os = require("node:os");\nconst all = { ...node_os };')).toThrow(/cannot/);
  });
});

it('a package is compiled when it is called, or where it stands if it is called there', () => {
  const code = [
    'var require_a = /* @__PURE__ */ __commonJSMin(((exports, module) => {',
    '\tmodule.exports = [1].map(((each) => {',
    '\t\treturn each;',
    '\t}));',
    '}));',
    'var import_b = (/* @__PURE__ */ __commonJSMin(((exports) => {',
    '\texports.b = 2;',
    '})))();',
    'return [require_a(), import_b];',
  ].join('\n');
  const taken = compilingOnCall(code);
  expect(taken).toContain('__commonJSMin((exports, module) => {');
  expect(taken).toContain('__commonJSMin(((exports) => {');
  const wrap = (body: (exports: object, module: { exports: object }) => void) => () => {
    const module = { exports: {} };
    body(module.exports, module);
    return module.exports;
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
  const run = new Function('__commonJSMin', taken) as (wrapper: typeof wrap) => unknown;
  expect(run(wrap)).toEqual([[1], { b: 2 }]);
  expect(() => compilingOnCall('var require_a = __commonJSMin(((exports) => 1));')).toThrow(/look again|another way/);
});

it('a text in the quotes of the bundle is that text', () => {
  const run = (text: string): unknown => {
    // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
    return (new Function(`return ${plain(quoted(text))};`) as () => unknown)();
  };
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(fc.constantFrom('\\', '`', '$', '{', '"', "'", '\r', '\n'), fc.string()) }),
      (text) => {
        expect(run(text)).toBe(text);
      },
    ),
  );
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
