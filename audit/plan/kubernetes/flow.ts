/** Flow on one line, as people write it among blocks: `{ cpu: 500m }`, `[ReadWriteOnce]`. Anything else is left unread. */
import type { Plain, PlainTable } from './plain.ts';
import { keyOf } from './keys.ts';
import { inexact, meaningOf } from './scalars.ts';

/** Gives the text back; a value, so that nothing is built for it. */
export const unread = Symbol('unread');
export type Read = Plain | typeof unread;

const quoted = /"[^"\\]*"|'[^']*'/y;
const plain = /(?:[A-Za-z0-9_./+~]|-(?=[A-Za-z0-9_.]))(?:[A-Za-z0-9_./+~=-]|:(?=[A-Za-z0-9_/]))*/y;
const name = /([A-Za-z_][A-Za-z0-9_./-]*): +/y;
const mostLevels = 8;

export class Flow {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Read {
    const read = this.#value(0);
    return this.#at === this.#text.length ? read : unread;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found[1] ?? found[0];
  }

  #skip(char: string): boolean {
    while (this.#text[this.#at] === ' ') this.#at += 1;
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    while (this.#text[this.#at] === ' ') this.#at += 1;
    return true;
  }

  #value(level: number): Read {
    if (level > mostLevels) return unread;
    if (this.#skip('{')) return this.#table(level);
    if (this.#skip('[')) return this.#list(level);
    const text = this.#take(quoted);
    if (text !== undefined) return text.slice(1, -1);
    const word = this.#take(plain);
    const meaning = word === undefined ? inexact : meaningOf(word);
    return meaning === inexact ? unread : meaning;
  }

  #list(level: number): Read {
    const items: Plain[] = [];
    if (this.#skip(']')) return items;
    do {
      const item = this.#value(level + 1);
      if (item === unread) return unread;
      items.push(item);
    } while (this.#skip(','));
    return this.#skip(']') ? items : unread;
  }

  #table(level: number): Read {
    const table: PlainTable = {};
    if (this.#skip('}')) return table;
    do {
      const text = this.#take(name);
      const key = text === undefined ? undefined : keyOf(table, text);
      if (key === undefined) return unread;
      const value = this.#value(level + 1);
      if (value === unread) return unread;
      table[key] = value;
    } while (this.#skip(','));
    return this.#skip('}') ? table : unread;
  }
}
