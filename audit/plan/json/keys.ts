/**
 * Remembers the member names of every object that is open, so that the second of two equal names is seen at once.
 * Names are kept as two hashes: equal names always meet, and two different ones do by a chance in 2^53, which refuses a
 * document that was good and never passes one that is not.
 */

/** Objects with few members are searched one by one: faster than any table. */
const few = 16;
/** A map of a million resources is a plan; more is an attack on memory. */
export const mostMembers = 1_000_000;

export class Keys {
  #ones: Int32Array;
  #others: Int32Array;
  #counts: Int32Array;
  #many: Set<number>[] = [];

  /** `levels`: how deep objects may lie. */
  constructor(levels: number) {
    this.#ones = new Int32Array(levels * few);
    this.#others = new Int32Array(levels * few);
    this.#counts = new Int32Array(levels);
  }

  open(level: number): void {
    if (this.#counts[level]! > few) this.#many[level]?.clear();
    this.#counts[level] = 0;
  }

  count(level: number): number {
    return this.#counts[level]!;
  }

  /** False when a name of these hashes is already there. */
  add(level: number, one: number, other: number): boolean {
    const count = this.#counts[level]!;
    this.#counts[level] = count + 1;
    if (count > few) return this.#addMany(level, one, other);
    const start = level * few;
    for (let at = start; at < start + count; at += 1) {
      if (this.#ones[at] === one && this.#others[at] === other) return false;
    }
    if (count < few) {
      this.#ones[start + count] = one;
      this.#others[start + count] = other;
      return true;
    }
    const many = (this.#many[level] ??= new Set());
    for (let at = start; at < start + few; at += 1) many.add(joined(this.#ones[at]!, this.#others[at]!));
    return this.#addMany(level, one, other);
  }

  #addMany(level: number, one: number, other: number): boolean {
    const many = this.#many[level]!;
    const before = many.size;
    return many.add(joined(one, other)).size > before;
  }
}

/** 32 bits of one and the upper 21 of the other: the most that a number holds exactly. */
function joined(one: number, other: number): number {
  return (one >>> 0) * 0x200000 + (other >>> 11);
}

export interface Hash {
  one: number;
  other: number;
}
export const hashStart: Readonly<Hash> = { one: 0x811c9dc5 | 0, other: 0x2545f491 };

/** Over the UTF-8 bytes of a name as it reads, not as it is escaped. */
export function hashOf(bytes: Uint8Array): Hash {
  let { one, other } = hashStart;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other ^ byte, 0x5bd1e995);
  }
  return { one, other };
}

/** `__proto__` and its kin: harmless where they are read, dangerous to whoever copies what was read. */
const [proto, maker, prototype] = ['__proto__', 'constructor', 'prototype'].map((name) => hashOf(Buffer.from(name)));

export function isForbidden(one: number, other: number): boolean {
  return (
    (one === proto!.one && other === proto!.other) ||
    (one === maker!.one && other === maker!.other) ||
    (one === prototype!.one && other === prototype!.other)
  );
}
