/** The resources of one input in the order in which it tells them. */
import type { Kept } from './keep.ts';

export class Spoken {
  readonly #all: Kept[] = [];
  /** Where the next one that is looked for most likely stands. */
  #next = 0;
  #byAddress: Map<string, Kept> | undefined;

  add(kept: Kept): void {
    this.#all.push(kept);
    this.#byAddress?.set(kept.planned.address, kept);
  }

  /**
   * Whoever speaks of all of them mostly does so in the same order: an index of a hundred thousand addresses is made only
   * where that is not so. No two of one input have one address.
   */
  find(address: string): Kept | undefined {
    const likely = this.#all[this.#next];
    if (this.#byAddress === undefined && likely?.planned.address === address) {
      this.#next += 1;
      return likely;
    }
    this.#byAddress ??= new Map(this.#all.map((kept) => [kept.planned.address, kept]));
    return this.#byAddress.get(address);
  }
}
