/** From the bytes of a file to UTF-8 without a mark: PowerShell's `>` writes UTF-16, with or without saying so. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
/** `zip`: what `terraform plan -out` writes. */
export type Unreadable = 'zip' | 'gzip' | 'binary';

const isAt = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);

/** By the first bytes alone: a mark, or the zeros that UTF-16 puts beside every Latin letter. */
export function encodingOf(head: Uint8Array): Encoding | Unreadable {
  if (isAt(head, 0xff, 0xfe)) return 'utf-16le';
  if (isAt(head, 0xfe, 0xff)) return 'utf-16be';
  if (isAt(head, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (isAt(head, 0x1f, 0x8b)) return 'gzip';
  const zeros = [...head.subarray(0, 4)].map((byte) => byte === 0);
  if (zeros.length > 1 && zeros.every((isZero, at) => isZero === (at % 2 === 1))) return 'utf-16le';
  if (zeros.length > 1 && zeros.every((isZero, at) => isZero === (at % 2 === 0))) return 'utf-16be';
  return head.includes(0) ? 'binary' : 'utf-8';
}

/** Throws `ERR_ENCODING_INVALID_ENCODED_DATA` where bytes are not text of their encoding; UTF-8 is checked by who reads it. */
export async function* utf8Of(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* withoutMark(bytes);
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* withoutMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (start === undefined) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < 3) continue;
    yield isAt(start, 0xef, 0xbb, 0xbf) ? start.subarray(3) : start;
    start = undefined;
  }
  if (start !== undefined) yield start;
}
