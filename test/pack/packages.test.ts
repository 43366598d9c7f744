/** What is left out of packages must be what nothing here asks for. */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { EstateDocument } from '../../estate/schema/estate.ts';
import { supplied } from '../../policies/engine/engine.ts';
import {
  withHoursWhenAsked,
  withoutChildren,
  withoutHosts,
  withoutUnsupplied,
  withQuickCopies,
} from '../../scripts/pack-packages.ts';

it('commander loads no child processes before it starts one', () => {
  const file = join(import.meta.dirname, '../../node_modules/commander/lib/command.js');
  const code = withoutChildren(readFileSync(file, 'utf8'));
  const calls = code.split('\n').filter((line) => line.includes('child_process'));
  expect(calls.length).toBeGreaterThan(1);
  for (const line of calls) expect(line).toMatch(/^ {6,}\S.*require\('node:child_process'\)\.spawn\(/);
  expect(() => withoutChildren('const { spawn } = require("child_process")')).toThrow(/look again/);
});

it('a module of policies finds the host functions that the engine supplies, and no reader of another format', async () => {
  const folder = join(import.meta.dirname, '../../node_modules/@open-policy-agent/opa-wasm/src/builtins');
  const code = withoutUnsupplied(readFileSync(join(folder, 'index.js'), 'utf8'));
  const require = createRequire(join(folder, 'index.js'));
  const asked: string[] = [];
  const module = { exports: {} };
  // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
  const run = new Function('module', 'require', code) as (...parts: readonly unknown[]) => void;
  run(module, (id: string) => (asked.push(id), require(id) as unknown));
  expect(asked).toEqual(['./json']);
  expect(Object.keys(module.exports)).toEqual([...supplied]);
  expect(() => withoutUnsupplied('module.exports = require("./all");')).toThrow(/look again/);
});

it('no schema asks for the formats of hosts, and one that did would stop', async () => {
  const root = join(import.meta.dirname, '../..');
  const sources = globSync('{estate,classifiers,audit,policies,evidence,guard,infra,cli,stacks}/**/*.{ts,json}', {
    cwd: root,
  });
  const asking = sources.filter((path) =>
    /format['"]?: ['"](?:idn-)?(?:hostname|email)['"]/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(asking).toEqual([]);
  expect(JSON.stringify(EstateDocument)).toContain('"format":"date"');
  const packed = (await import(`data:text/javascript,${encodeURIComponent(withoutHosts())}`)) as Record<
    string,
    () => boolean
  >;
  const idna = (await import(`${root}/node_modules/typebox/build/format/idna/index.mjs`)) as object;
  const email = (await import(`${root}/node_modules/typebox/build/format/idn_email.mjs`)) as object;
  expect(Object.keys(packed)).toEqual([...Object.keys(idna), ...Object.keys(email)].sort());
  for (const check of Object.values(packed)) expect(() => check()).toThrow(/not packed/);
});

const imported = async (code: string): Promise<unknown> => import(`data:text/javascript,${encodeURIComponent(code)}`);

it('a schema is copied as typebox copies it, property by property', async () => {
  const folder = join(import.meta.dirname, '../../node_modules/typebox/build/system/memory');
  const code = withQuickCopies(readFileSync(join(folder, 'update.mjs'), 'utf8'));
  const absolute = code.replaceAll(
    /'(\.\.?\/[^']+)'/g,
    (_, path: string) => `'${pathToFileURL(join(folder, path)).href}'`,
  );
  type Update = (current: object, hidden: object, enumerable: object) => object;
  const { Update: packed } = (await imported(absolute)) as { Update: Update };
  const { Update: original } = (await import(pathToFileURL(join(folder, 'update.mjs')).href)) as { Update: Update };
  const hidden = Object.defineProperty({ a: 1, [Symbol.for('s')]: 2 }, '~kind', {
    value: 'Object',
    configurable: true,
  });
  const unsafe = JSON.parse('{"a":1,"__proto__":{"b":2},"constructor":3}') as object;
  const given = [{}, { a: { b: [1] }, c: undefined }, hidden, unsafe, EstateDocument];
  for (const current of [...given, packed(hidden, { '~optional': true }, {})])
    for (const more of [{}, { '~optional': true }, { '~kind': 'Other' }, { a: 5 }])
      for (const shown of [{}, { a: 4, d: 1 }]) {
        const [mine, theirs] = [packed(current, more, shown), original(current, more, shown)];
        expect(Object.getOwnPropertyDescriptors(mine)).toEqual(Object.getOwnPropertyDescriptors(theirs));
        expect(mine).not.toBe(current);
      }
  expect(() => withQuickCopies('export const Update = 1;')).toThrow(/look again/);
});

it('a form of times that needs the hours of a country still has them', async () => {
  const file = join(import.meta.dirname, '../../node_modules/@formatjs/icu-messageformat-parser/index.js');
  type Parse = (message: string, options: object) => unknown;
  const code = withHoursWhenAsked(readFileSync(file, 'utf8'));
  const absolute = code.replaceAll(/ from "(@[^"]+)"/g, (_, name: string) => ` from "${import.meta.resolve(name)}"`);
  const { parse: packed } = (await imported(absolute)) as { parse: Parse };
  const { parse: original } = (await import(pathToFileURL(file).href)) as { parse: Parse };
  for (const locale of ['en-US', 'fr-FR', 'de', 'xx']) {
    const options = { locale: new Intl.Locale(locale) };
    expect(packed('{at, time, ::jmm}', options)).toEqual(original('{at, time, ::jmm}', options));
  }
  expect(() => withHoursWhenAsked('const hours = {};')).toThrow(/look again/);
});
