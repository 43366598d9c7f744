/**
 * Anchors of one document. An alias is a reference and costs nothing here, but whoever walks the tree walks all of it:
 * nine lists of nine aliases are four hundred million values. What aliases stand for is counted, and has an end.
 */
import type { Plain } from './plain.ts';

interface Anchored {
  readonly value: Plain;
  /** Values in it, itself among them, aliases counted for what they stand for. */
  readonly size: number;
}

export const maxAliased = 100_000;

export class Anchors {
  readonly #known = new Map<string, Anchored>();
  #aliased = 0;

  define(name: string, value: Plain, size: number): void {
    if (name !== '') this.#known.set(name, { value, size });
  }

  /** Undefined for an anchor that is not in this document, or whose value is not closed yet. */
  use(name: string): Anchored | undefined {
    const found = this.#known.get(name);
    this.#aliased += found?.size ?? 0;
    return found;
  }

  get isTooMany(): boolean {
    return this.#aliased > maxAliased;
  }
}
