/** A folder as the bytes of a bundle: the same files make the same bytes, so that a folder has a digest to pin. */
import { block, bundleFiles, checksum, type BundleEntries } from './archive.ts';

function header(name: string, size: number): Uint8Array {
  const bytes = Buffer.alloc(block);
  const number = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  bytes.write(name, 0, 'latin1');
  for (const at of [100, 108, 116]) bytes.write(number(at === 100 ? 0o600 : 0, 7), at, 'latin1');
  bytes.write(number(size, 11), 124, 'latin1');
  bytes.write(number(0, 11), 136, 'latin1');
  bytes.write('0', 156, 'latin1');
  bytes.write('ustar\u000000', 257, 'latin1');
  bytes.write(`${number(checksum(bytes), 6)} `, 148, 'latin1');
  return bytes;
}

/** An uncompressed ustar archive: names in order, no owner, no time. */
export function packBundle(files: BundleEntries): Uint8Array {
  const parts = bundleFiles.flatMap((name) => {
    const bytes = files.get(name);
    if (bytes === undefined) return [];
    return [header(name, bytes.length), bytes, Buffer.alloc((block - (bytes.length % block)) % block)];
  });
  return Uint8Array.from(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}
