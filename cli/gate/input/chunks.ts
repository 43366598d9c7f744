/** The bytes of an input, in pieces, as they come. */
import { closeSync, createReadStream, open, read, statSync } from 'node:fs';
import { promisify } from 'node:util';

/** Bytes read at once: a plan of hundreds of megabytes in a few hundred turns instead of thousands. */
const atOnce = 256 * 1024;

async function* ofFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await promisify(open)(path, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await promisify(read)(file, Buffer.allocUnsafeSlow(atOnce), 0, atOnce, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    closeSync(file);
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * A file without a stream of Node's, which loads fifteen of its modules: that costs a start more than ten resources do. What
 * may keep silent, such as a pipe, needs one, for it can be left while it is waited for. Throws errors of the system.
 */
export const chunksOf = (path: string): AsyncIterable<Uint8Array> =>
  isFile(path) ? ofFile(path) : createReadStream(path, { highWaterMark: atOnce });
