/** Looking at the beginning of a stream without losing it. */

export const headBytes = 65_536;

export interface Opened {
  /** At most `headBytes`, fewer only when there is no more. */
  readonly head: Uint8Array;
  /** Everything, the head included. May be read once. */
  readonly all: AsyncGenerator<Uint8Array>;
}

export async function opened(source: AsyncIterable<Uint8Array>): Promise<Opened> {
  const chunks = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  let more = true;
  while (length < headBytes) {
    const next = await chunks.next();
    if (next.done === true) {
      more = false;
      break;
    }
    first.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      if (more) yield* { [Symbol.asyncIterator]: () => chunks };
    } finally {
      // Whoever stops early closes the source too, or a socket stays open.
      await chunks.return?.();
    }
  }
  return { head: Buffer.concat(first).subarray(0, headBytes), all: all() };
}

/** Bytes as text; a sequence cut between two chunks is kept together, a byte order mark is dropped. */
export async function* decoded(source: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
