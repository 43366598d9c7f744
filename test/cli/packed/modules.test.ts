/** Code that an earlier run compiled must be that of the very text, or the text is compiled again. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { modulesIn } from '../../../cli/packed/modules.ts';
import { importingByLoader } from '../../../scripts/pack-start.ts';

let root: string;
let kept: string;
beforeEach(() => {
  [root, kept] = ['code', 'kept'].map((name) => mkdtempSync(join(tmpdir(), `cloison-${name}-`))) as [string, string];
});
afterEach(() => {
  for (const folder of [root, kept]) rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(root, name), text);
const main = () => join(root, 'main.cjs');
const others = createRequire(import.meta.url);

function run(isTrusted = true) {
  const modules = modulesIn(root, isTrusted ? kept : undefined, others);
  const { said } = modules.load(main()) as { said: (text: string) => string };
  const told = said('a');
  const isNew = modules.hasNew();
  modules.keepIn(kept);
  return { told, isNew };
}

const loud = "const { twice } = require('./part.cjs');\nexports.said = (text) => twice(text) + '!';\n";

it('a module that was compiled is not compiled again, and says the same', () => {
  write('main.cjs', loud);
  write('part.cjs', 'exports.twice = (text) => text + text;\n');
  expect(run()).toEqual({ told: 'aa!', isNew: true });
  expect(readdirSync(kept).toSorted()).toEqual(['main.cjs.code', 'part.cjs.code']);
  expect(run()).toEqual({ told: 'aa!', isNew: false });
  expect(run(false)).toEqual({ told: 'aa!', isNew: true });
});

it('another text of the same length is never answered by the code of the one before', () => {
  write('main.cjs', "exports.said = (text) => text + '1';\n");
  expect(run().told).toBe('a1');
  write('main.cjs', "exports.said = (text) => text + '2';\n");
  utimesSync(main(), new Date(0), new Date(0));
  expect(run()).toEqual({ told: 'a2', isNew: true });
});

it('torn bytes are compiled again, wherever they are torn', () => {
  write('main.cjs', "exports.said = (text) => text + '1';\n");
  run();
  const file = join(kept, 'main.cjs.code');
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at += 7) {
    const torn = Buffer.from(whole);
    torn[at]! ^= 1;
    writeFileSync(file, torn);
    expect(run()).toEqual({ told: 'a1', isNew: true });
  }
  for (const length of [0, 8, whole.length - 1]) {
    writeFileSync(file, whole.subarray(0, length));
    expect(run()).toEqual({ told: 'a1', isNew: true });
  }
});

it('modules that need each other are loaded once, and one that throws is not there by half', () => {
  write('main.cjs', "exports.name = 'm';\nconst part = require('./part.cjs');\nexports.said = () => part.whole();\n");
  write('part.cjs', "const main = require('./main.cjs');\nexports.whole = () => main.name + 1;\n");
  expect(run().told).toBe('m1');
  write('part.cjs', "exports.half = 1;\nthrow new Error('part');\n");
  const modules = modulesIn(root, kept, others);
  expect(() => modules.load(join(root, 'part.cjs'))).toThrow('part');
  expect(() => modules.load(join(root, 'part.cjs'))).toThrow('part');
});

it('what is not beside it is asked of Node', () => {
  write('main.cjs', "const { join } = require('node:path');\nexports.said = (text) => join(text, 'b');\n");
  expect(run().told).toBe(join('a', 'b'));
});

it('what is not there for a module that imports it late is missed as Node misses it', async () => {
  write(
    'main.cjs',
    importingByLoader(
      'exports.said = () => 1;\nexports.late = (a) => a === 1 ? import("node:os") : import("nobody-has-this");\n',
    ),
  );
  const { late } = modulesIn(root, kept, others).load(main()) as { late: (which: number) => Promise<object> };
  expect(await late(1)).toHaveProperty('hostname');
  await expect(late(2)).rejects.toMatchObject({ code: 'ERR_MODULE_NOT_FOUND' });
  const required = others(main()) as { late: (which: number) => Promise<object> };
  expect(await required.late(1)).toHaveProperty('hostname');
});
