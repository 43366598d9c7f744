/** The first bytes of an input are held to see whether more follow. */
export interface Peeked {
  /** All of it, from its first byte. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** It ended before `most` bytes were there. */
  readonly isWhole: boolean;
}

export async function peeked(bytes: AsyncIterable<Uint8Array>, most: number): Promise<Peeked> {
  const source = bytes[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (!isWhole && size < most) {
    const { value, done } = await source.next();
    if (done === true) isWhole = true;
    else {
      held.push(value);
      size += value.length;
    }
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    yield* held.splice(0);
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  }
  return { bytes: again(), isWhole };
}
