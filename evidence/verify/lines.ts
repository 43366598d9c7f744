/** Lines of a `.jsonl` file as bytes, one at a time; a line over its limit stops the reading before it fills memory. */
import { LimitReached } from './limits.ts';

export interface Line {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** 1-based. */
  readonly number: number;
  /** The last line of a file that ends without a newline: a write that was cut. */
  readonly torn: boolean;
}

export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  limit: { readonly name: 'record' | 'disclosure'; readonly bytes: number; readonly path: string },
): AsyncGenerator<Line> {
  let held: Buffer = Buffer.alloc(0);
  let number = 0;
  const check = (bytes: Uint8Array): void => {
    if (bytes.length > limit.bytes) throw new LimitReached(limit.name, limit.path);
  };
  for await (const chunk of chunks) {
    const all = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    let start = 0;
    for (let end = all.indexOf(10); end !== -1; end = all.indexOf(10, start)) {
      const bytes = all.subarray(start, end);
      check(bytes);
      start = end + 1;
      yield { bytes, number: (number += 1), torn: false };
    }
    held = all.subarray(start);
    check(held);
  }
  if (held.length > 0) yield { bytes: held, number: number + 1, torn: true };
}
