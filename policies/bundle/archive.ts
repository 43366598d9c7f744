/**
 * The bytes of a bundle → the files we use. A strict reader of POSIX ustar: links, devices, headers that rename what
 * follows, names that leave the folder and names given twice are refused, for two readers would see two bundles.
 */
import { createRequire } from 'node:module';
import type * as Zlib from 'node:zlib';
import { fault } from '../../estate/index.ts';

/** Bytes as given, and after decompression: a few kilobytes may unpack to anything. */
export const maxBundleBytes = 16 * 1024 * 1024;
const maxUnpackedBytes = 64 * 1024 * 1024;
const maxEntries = 1000;
export const block = 512;

/** Everything else in an archive (the compiler leaves the sources there) is checked and not read. */
export const bundleFiles = ['.manifest', 'cloison.json', 'data.json', 'policy.wasm'] as const;
export type BundleFile = (typeof bundleFiles)[number];
export type BundleEntries = ReadonlyMap<BundleFile, Uint8Array>;

const refuse = (detail: string, cause?: unknown) => fault('bad-document', { detail: `bundle, ${detail}` }, { cause });

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxBundleBytes) throw fault('file-too-large', { file: 'bundle', limit: maxBundleBytes });
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // Asked for here: most who judge open no bundle, and the module costs each of them milliseconds.
    const { gunzipSync } = createRequire(import.meta.url)('node:zlib') as typeof Zlib;
    return gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw refuse('gzip', cause);
  }
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly isFile: boolean;
}

const text = (field: Uint8Array) => Buffer.from(field).toString('latin1').split('\0', 1)[0]!;

function octal(field: Uint8Array): number {
  const digits = text(field).trim();
  if (!/^[0-7]{1,12}$/.test(digits)) throw refuse('number');
  return Number.parseInt(digits, 8);
}

/** Sum of all bytes of the header, the eight of the sum itself taken as spaces. */
export function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

/** `/a`, `./a` and `a` are the same file; a name that climbs, or that two systems read differently, is refused. */
function plainName(written: string): string {
  const name = written.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '');
  const climbs = name.split('/').some((segment) => segment === '..' || segment === '.' || segment === '');
  if ((climbs && name !== '' && name !== '.') || /[^\x20-\x7e]|\\/.test(name)) throw refuse('name');
  return name;
}

function headerOf(bytes: Uint8Array): Header {
  const field = (from: number, length: number) => bytes.subarray(from, from + length);
  if (!text(field(257, 6)).startsWith('ustar') || octal(field(148, 8)) !== checksum(bytes)) throw refuse('header');
  const kind = text(field(156, 1));
  const size = octal(field(124, 12));
  // 0: file. 5: folder. Links, devices and the extended headers that rename the next entry are none of ours.
  if (!['', '0', '5'].includes(kind) || (kind === '5' && size > 0)) throw refuse('kind');
  // The old GNU form has times where POSIX has the prefix.
  const prefix = text(field(257, 8)) === 'ustar' ? text(field(345, 155)) : '';
  const name = text(field(0, 100));
  return { name: plainName(prefix === '' ? name : `${prefix}/${name}`), size, isFile: kind !== '5' };
}

function* entriesOf(bytes: Uint8Array): Generator<readonly [string, Uint8Array]> {
  let at = 0;
  for (let count = 0; ; count += 1) {
    const header = bytes.subarray(at, at + block);
    if (header.length < block || count > maxEntries) throw refuse('end');
    if (header.every((byte) => byte === 0)) break;
    const { name, size, isFile } = headerOf(header);
    const from = at + block;
    at = from + Math.ceil(size / block) * block;
    if (at > bytes.length) throw refuse('end');
    if (isFile) yield [name, bytes.subarray(from, from + size)];
  }
  // A second archive behind the end is what some readers go on to.
  if (bytes.subarray(at).some((byte) => byte !== 0)) throw refuse('end');
}

/** Everything in it but the module, sources too: what a person may have written names into. Throws like `unpack`. */
export function bundleTexts(bundle: Uint8Array): readonly (readonly [name: string, bytes: Uint8Array])[] {
  return [...entriesOf(unzipped(bundle))].filter(([name]) => name !== 'policy.wasm');
}

/** Throws `file-too-large`, or `bad-document` with what was refused: gzip, header, kind, name, number, twice, end. */
export function unpack(bundle: Uint8Array): BundleEntries {
  const seen = new Set<string>();
  const files = new Map<BundleFile, Uint8Array>();
  for (const [name, bytes] of entriesOf(unzipped(bundle))) {
    if (seen.has(name)) throw refuse('twice');
    seen.add(name);
    const file = bundleFiles.find((each) => each === name);
    if (file !== undefined) files.set(file, Uint8Array.from(bytes));
  }
  return files;
}
