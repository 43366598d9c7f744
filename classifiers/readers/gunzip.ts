/** Decompression that stops before a small object becomes a large one. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Watch } from './limits.ts';

/** Text seldom shrinks to a hundredth; a bomb shrinks to a thousandth. */
const ratio = 200;
const free = 1_048_576;

/** Corrupt or cut members stop the watch as `malformed`; an error of `source` itself is thrown on. */
export async function* gunzipped(source: AsyncIterable<Uint8Array>, watch: Watch): AsyncGenerator<Uint8Array> {
  let from = 0;
  let sourceFailure: unknown;
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        from += chunk.length;
        yield chunk;
      }
    } catch (cause) {
      sourceFailure = cause;
      throw cause;
    }
  }
  const gunzip = createGunzip();
  // The loop below sees the same error: it must not be unhandled here.
  pipeline(Readable.from(counted()), gunzip).catch(() => {});
  let to = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      to += chunk.length;
      if (to > free && to > from * ratio) {
        watch.stop('ratio');
        return;
      }
      yield chunk;
    }
  } catch {
    if (sourceFailure !== undefined) throw sourceFailure;
    watch.stop('malformed');
  }
}
