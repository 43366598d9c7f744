import { gzipSync } from 'node:zlib';
import { assert, boolean, constantFrom, property, tuple, uint8Array, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloisonFault } from '../../../estate/index.ts';
import { bundleFiles, packBundle, type BundleFile } from '../../../policies/index.ts';
import { block, checksum, maxBundleBytes, unpack } from '../../../policies/bundle/archive.ts';
import { example } from './support.ts';

interface Written {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly kind?: string;
  readonly size?: string;
  readonly magic?: string;
  readonly prefix?: string;
}

/** One entry as any archiver may write it, the hostile ones included. */
function entry({ name, bytes = new Uint8Array(), kind = '0', size, magic = 'ustar\u000000', prefix = '' }: Written) {
  const header = Buffer.alloc(block);
  header.write(name, 0, 'latin1');
  header.write(size ?? `${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write(kind, 156, 'latin1');
  header.write(magic, 257, 'latin1');
  header.write(prefix, 345, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}
const end = Buffer.alloc(2 * block);
const archive = (...entries: readonly Written[]) => Buffer.concat([...entries.map(entry), end]);
const module = { name: 'policy.wasm', bytes: Buffer.from('module') };

function detailOf(bytes: Uint8Array): unknown {
  try {
    return [...unpack(bytes).keys()];
  } catch (error) {
    if (!(error instanceof CloisonFault)) throw error;
    return error.code === 'bad-document' ? error.values['detail'] : error.code;
  }
}

describe('an archive', () => {
  it('gives back what a folder was packed from, whatever the bytes', () => {
    const files = uniqueArray(tuple(constantFrom(...bundleFiles), uint8Array({ maxLength: 2000 })), {
      selector: ([name]) => name,
    });
    assert(
      property(files, boolean(), (entries, zipped) => {
        const packed = packBundle(new Map<BundleFile, Uint8Array>(entries));
        const read = unpack(zipped ? gzipSync(packed) : packed);
        expect(read).toEqual(new Map(entries.map(([name, bytes]) => [name, Uint8Array.from(bytes)])));
      }),
    );
  });

  it('has the same bytes whatever the order its files were found in', () => {
    const files = [['policy.wasm', Buffer.from('a')] as const, ['cloison.json', Buffer.from('b')] as const];
    expect(packBundle(new Map(files))).toEqual(packBundle(new Map(files.toReversed())));
  });

  it('is read as the compiler and the usual archivers write it', () => {
    expect([...unpack(example()).keys()].sort()).toEqual([...bundleFiles].sort());
    expect(detailOf(archive({ name: './', kind: '5' }, { ...module, name: './policy.wasm' }))).toEqual(['policy.wasm']);
    expect(detailOf(archive({ ...module, name: '/policy.wasm' }))).toEqual(['policy.wasm']);
    expect(detailOf(archive({ ...module, magic: 'ustar  \0' }))).toEqual(['policy.wasm']);
    expect(detailOf(archive(module, { name: 'acme/rules.rego', bytes: Buffer.from('package a') }))).toEqual([
      'policy.wasm',
    ]);
  });

  it.each<[string, Written]>([
    ['a symbolic link', { name: 'policy.wasm', kind: '2' }],
    ['a hard link', { name: 'policy.wasm', kind: '1' }],
    ['a device', { name: 'policy.wasm', kind: '3' }],
    ['a header that renames the next entry (pax)', { name: 'x', kind: 'x', bytes: Buffer.from('18 path=data.json\n') }],
    ['a long name of the old kind', { name: '././@LongLink', kind: 'L', bytes: Buffer.from('policy.wasm') }],
    ['a folder with content', { name: 'folder/', kind: '5', bytes: Buffer.from('x') }],
  ])('is refused with %s', (_title, written) => {
    expect(detailOf(archive(written, module))).toBe('bundle, kind');
  });

  it.each(['../policy.wasm', 'a/../policy.wasm', 'a\\b', 'a//b', './a/./b', 'caf\u00e9', 'a\tb'])(
    'is refused with the name %j',
    (name) => {
      expect(detailOf(archive({ ...module, name }))).toBe('bundle, name');
    },
  );

  it('is refused when its prefix climbs', () => {
    expect(detailOf(archive({ ...module, prefix: '..' }))).toBe('bundle, name');
  });

  it('is refused when a name comes twice, even under another spelling', () => {
    expect(detailOf(archive(module, module))).toBe('bundle, twice');
    expect(detailOf(archive(module, { ...module, name: './policy.wasm' }))).toBe('bundle, twice');
  });

  it('is refused when a size is no octal number, negative or past the end', () => {
    expect(detailOf(archive({ ...module, size: '-0000000001\0' }))).toBe('bundle, number');
    expect(detailOf(archive({ ...module, size: '\u0080\0\0\0\0\0\0\0\0\0\0\u0006' }))).toBe('bundle, number');
    expect(detailOf(archive({ ...module, size: '77777777777\0' }))).toBe('bundle, end');
  });

  it('is refused when a header was altered, or is none', () => {
    const altered = archive(module);
    altered[0]! ^= 1;
    expect(detailOf(altered)).toBe('bundle, header');
    expect(detailOf(Buffer.from('not an archive'.padEnd(2 * block)))).toBe('bundle, header');
  });

  it('is refused when it is cut, at every block', () => {
    const whole = archive(module, { name: 'data.json', bytes: Buffer.from('{}') });
    for (let at = block; at < whole.length - end.length + 1; at += block)
      expect(detailOf(whole.subarray(0, at - 1)), String(at)).toBe('bundle, end');
    expect(detailOf(new Uint8Array())).toBe('bundle, end');
  });

  it('is refused with a second archive behind its end', () => {
    expect(detailOf(Buffer.concat([archive(module), archive({ ...module, name: 'data.json' })]))).toBe('bundle, end');
  });

  it('is refused when a few kilobytes unpack to more than it may hold', { timeout: 60_000 }, () => {
    expect(detailOf(gzipSync(Buffer.alloc(65 * 1024 * 1024)))).toBe('bundle, gzip');
  });

  it('is refused when its compression is broken, and when it is too large to be read', () => {
    expect(detailOf(gzipSync(archive(module)).subarray(0, 40))).toBe('bundle, gzip');
    expect(detailOf(new Uint8Array(maxBundleBytes + 1))).toBe('file-too-large');
  });

  it('is refused with more entries than anybody writes by hand', () => {
    const many = Array.from({ length: 1001 }, (_, at) => ({ name: `r/${at}.rego` }));
    expect(detailOf(archive(...many))).toBe('bundle, end');
  });
});
