import { expect, it } from 'vitest';
import { allowed, specifiers, wrongImports } from './imports.ts';
import { files, read, sources } from './tree.ts';

const rooms = Object.keys(allowed).filter((room) => sources.some((path) => path.startsWith(`${room}/`)));

it('sees every way to import', () => {
  const text = `
    import a, { b } from './1.ts';
    import type { c } from "./2.ts";
    export { d } from './3.ts';
    import './4.ts';
    const e = await import('./5.ts');
    type F = import('./6.ts').F;
    new Worker(new URL('./7.ts', import.meta.url));
    import {
      g, // with a comment
    } from './8.ts';
    // import h from './9.ts';`;
  expect([...specifiers(text)].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((at) => `./${at}.ts`));
});

it.each([
  ['estate/a.ts', '../evidence/index.ts'],
  ['audit/store/a.ts', '../../classifiers/index.ts'],
  ['evidence/log/a.ts', '../../estate/canonical.ts'],
  ['guard/a.ts', '../cli/print.ts'],
  ['cli/report/a.ts', '../../policies/words/en.json'],
  ['classifiers/a.ts', '../test/house/tree.ts'],
  ['policies/engine/a.ts', '../../node_modules/ajv/index.js'],
])('refuses that %s imports %s, in every way', (path, name) => {
  for (const text of [`import { a } from '${name}';`, `await import('${name}');`, `export type { A } from '${name}';`])
    expect(wrongImports(path, text)).toHaveLength(1);
});

it('finds the rooms', () => {
  expect(rooms).toEqual(
    expect.arrayContaining(['estate', 'classifiers', 'audit', 'policies', 'evidence', 'guard', 'cli']),
  );
});

it.each(rooms)('%s imports what it may, and through the door', (room) => {
  const own = sources.filter((path) => path.startsWith(`${room}/`));
  expect(own.flatMap((path) => wrongImports(path, read(path)))).toEqual([]);
});

it.each(rooms.filter((room) => !['cli', 'stacks'].includes(room)))(
  '%s has a door with names listed by hand',
  (room) => {
    expect(files).toContain(`${room}/index.ts`);
    expect(read(`${room}/index.ts`)).toMatch(/^export \{/m);
  },
);

it('no file hands on everything that another exports', () => {
  expect(sources.filter((path) => /^\s*export\s+(?:type\s+)?\*/m.test(read(path)))).toEqual([]);
});
