import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { factIn, read, resource } from '../telling.ts';

const type = 'openstack_objectstorage_container_v1';
async function told(after: Properties, fact = 'publicRead'): Promise<unknown> {
  const reading = await read([resource({ type, after: { name: 'photos', ...after } })]);
  return factIn(reading, [...reading.planned.keys()][0]!, fact);
}
const reads = (container_read: Properties[string]) => told({ container_read });
const open = { value: true, via: 'acl' };
const shut = { value: false };

it('a list of Swift that names a referrer is open to whoever writes that header, with or without listings', async () => {
  for (const list of [
    '.r:*',
    '.r:*,.rlistings',
    '.rlistings,.r:*',
    'p-9:u-1,.r:*',
    '.r:*, p-9:u-1',
    ' .r : * ',
    '.r:*,',
    '.r:site.example',
    '.r:.example',
    '.r:*example',
    '.ref:*',
    '.referer:site.example',
    '.referrer:site.example',
    '.r:*,.r:-thief.example',
    '.r:-thief.example,.r:*',
    '*:*',
    'p-9:u-1,*:*',
  ])
    expect(await reads(list), list).toEqual(open);
});

it('names alone, listings alone and what only takes away open nothing', async () => {
  for (const list of [
    'p-9:u-1',
    'p-9:*',
    '*:u-1',
    'reader',
    '.rlistings',
    '.r:-thief.example',
    '.r: -thief.example',
    'p.r:*',
  ])
    expect(await reads(list), list).toEqual(shut);
  expect(await reads(unknownLeaf)).toBe('unknown');
  expect(await reads(7)).toBe('error');
});

it('whoever has any account may write where one entry says so', async () => {
  const writes = (container_write: string) => told({ container_write }, 'publicWrite');
  for (const list of ['*:*', 'p-9:u-1,*:*', '*:*,reader', '*']) expect(await writes(list), list).toEqual(open);
  for (const list of ['p-9:u-1', 'reader,writer']) expect(await writes(list), list).toEqual(shut);
});

it('one open entry among many is found at each position', async () => {
  const entry = fc.stringMatching(/^[a-z]{1,6}(?::[a-z]{1,6})?$/);
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), fc.nat(6), async (names, at) => {
      expect(await reads(names.join(','))).toEqual(shut);
      expect(await reads(names.toSpliced(at, 0, '.r:site.example').join(', '))).toEqual(open);
    }),
    { numRuns: 40 },
  );
});
