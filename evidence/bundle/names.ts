/** Remembers the names that a redaction drops, and looks for them in what stays: a name left in a payload undoes it. */
import { createHash } from 'node:crypto';
import { linesOf } from '../verify/lines.ts';

/** Anything that a subject or an estate id can be made of. */
const token = /[A-Za-z0-9%._~:/-]{3,}/g;
const maxLine = 2 ** 26;

export class Names {
  readonly #names = new Set<string>();
  readonly #found = new Set<string>();

  get found(): readonly string[] {
    return [...this.#found].sort();
  }

  /** Takes the subject and operator of a line that goes. */
  drop(values: Readonly<Record<string, unknown>>): void {
    for (const field of ['subject', 'operator']) {
      const value = values[field];
      if (typeof value === 'string' && value.length >= 3) this.#names.add(value);
    }
  }

  /** Passes a file through, unchanged, and notes whether it holds a dropped name. Records hold none. */
  async *watch(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    if (!/^data\/(payload|report)\//.test(path) || path.endsWith('.wasm')) {
      yield* chunks;
      return;
    }
    for await (const { bytes, torn } of linesOf(chunks, { name: 'disclosure', bytes: maxLine, path })) {
      if (!this.#found.has(path) && this.#holds(bytes.toString('utf8'))) this.#found.add(path);
      yield torn ? bytes : Buffer.concat([bytes, Buffer.from('\n')]);
    }
  }

  async digestOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of chunks) hash.update(chunk);
    return hash.digest('hex');
  }

  #holds(text: string): boolean {
    return this.#names.size > 0 && (text.match(token) ?? []).some((word) => this.#names.has(word));
  }
}
