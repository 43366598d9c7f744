import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { expect, it } from 'vitest';
import { heavy, publishedManifest, type Manifest } from '../../scripts/pack-manifest.ts';

const checkout = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;
const published = publishedManifest(checkout) as unknown as Manifest & Record<string, Record<string, unknown>>;

it('fetches no Node for whoever installs, and runs nothing on their machine', () => {
  expect(Object.keys(published)).not.toEqual(expect.arrayContaining(['optionalDependencies']));
  expect(['scripts', 'devDependencies', 'optionalDependencies'].filter((field) => field in published)).toEqual([]);
  expect(published.dependencies).toEqual({});
});

it('asks for the heavy clients as optional peers of the version that was tested, or a later one', () => {
  expect(heavy.filter((name) => name in published.dependencies)).toEqual([]);
  for (const name of heavy) {
    expect(published['peerDependencies']![name]).toBe(`^${checkout.dependencies[name]}`);
    expect(published['peerDependenciesMeta']![name]).toEqual({ optional: true });
  }
});

it('makes every peer optional: none is fetched that nobody asked for', () => {
  const peers = Object.keys(published['peerDependencies']!);
  expect(peers).toEqual(expect.arrayContaining([...heavy, '@pulumi/pulumi', '@pulumi/policy']));
  expect(Object.keys(published['peerDependenciesMeta']!)).toEqual(peers);
});

it('sends the licences of what is inside', () => {
  expect(published['files']).toContain('THIRD-PARTY.txt');
});

it('has doors to compiled rooms only, and a bin', () => {
  const { './package.json': self, ...doors } = published['exports']!;
  expect(self).toBe('./package.json');
  for (const door of Object.values(doors) as { types: string; default: string }[]) {
    expect([door.types, door.default].every((path) => path.startsWith('./dist/'))).toBe(true);
    expect(Object.keys(door)).toEqual(['types', 'default']);
  }
  expect(published['bin']).toEqual({ cloison: './bin/cloison.js' });
  expect((published['engines'] as { node: string }).node).toBe('>=22.18');
});

it('is clean in the eyes of publint, with a stub for each file that the compiler will write', async () => {
  const doors = Object.values(published['exports']!).flatMap((door) =>
    typeof door === 'string' ? [] : Object.values(door as object),
  );
  const stub = (path: string) => ({
    name: path.replace('./', 'package/'),
    data: new TextEncoder().encode('export {};'),
  });
  const bin = { name: 'package/bin/cloison.js', data: readFileSync(join(import.meta.dirname, '../../bin/cloison.js')) };
  const manifest = { name: 'package/package.json', data: new TextEncoder().encode(JSON.stringify(published)) };
  const { messages } = await publint({
    pkgDir: 'package',
    pack: { files: [manifest, bin, ...(doors as string[]).map(stub)] },
    strict: true,
  });
  expect(messages).toEqual([]);
});
