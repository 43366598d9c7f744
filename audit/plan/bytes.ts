/** The bytes of an input: read once, hashed and counted as they pass, and looked at before anybody reads them. */
import { createHash } from 'node:crypto';

const headSize = 64 * 1024;

/** Whoever stops reading them does not close them. */
export class Bytes {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #hash = createHash('sha256');
  readonly #ahead: Uint8Array[] = [];
  read = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  async #next(): Promise<Uint8Array | undefined> {
    const { value, done } = await this.#source.next();
    if (done === true) return undefined;
    this.#hash.update(value);
    this.read += value.length;
    return value;
  }

  /** The first bytes, and whether they are all; they are still there for whoever reads on. */
  async head(): Promise<{ readonly head: Buffer; readonly isWhole: boolean }> {
    let isWhole = false;
    while (!isWhole && this.read < headSize) {
      const chunk = await this.#next();
      if (chunk === undefined) isWhole = true;
      else this.#ahead.push(chunk);
    }
    const all = Buffer.concat(this.#ahead);
    return { head: all.subarray(0, headSize), isWhole: isWhole && all.length <= headSize };
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    for (let chunk = this.#ahead.shift(); chunk !== undefined; chunk = this.#ahead.shift()) yield chunk;
    for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) yield chunk;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }

  digest(): string {
    return `sha256:${this.#hash.digest('hex')}`;
  }
}
