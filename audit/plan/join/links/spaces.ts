/** Resources by a name inside a space: an input, or a family. */
import type { Kept } from './keep.ts';

/** Two levels instead of one joined key: the inner keys are texts that are kept anyway. */
export class Index {
  readonly #spaces = new Map<string, Map<string, Kept | Kept[]>>();

  add(space: string, name: string, kept: Kept): void {
    let names = this.#spaces.get(space);
    if (names === undefined) this.#spaces.set(space, (names = new Map()));
    const known = names.get(name);
    if (known === undefined) names.set(name, kept);
    else if (Array.isArray(known)) known.push(kept);
    else names.set(name, [known, kept]);
  }

  get(space: string, name: string): readonly Kept[] {
    const known = this.#spaces.get(space)?.get(name);
    return known === undefined ? none : Array.isArray(known) ? known : [known];
  }
}
const none: readonly Kept[] = Object.freeze([]);
