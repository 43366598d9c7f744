/** Strings: those that are values go on over any number of chunks, names of members are taken in one piece and remembered. */
import { isForbidden, hashOf, hashStart, mostMembers, type Keys } from './keys.ts';
import { bad, more, plain, type Tokens } from './tokens.ts';
import type { Trail } from './trail.ts';
import type { Window } from './window.ts';

const quote = 0x22;

export class Texts {
  /** Where to go on in a string that is not whole. */
  reached = 0;
  readonly #window: Window;
  readonly #tokens: Tokens;
  readonly #keys: Keys;
  readonly #trail: Trail;
  /** Where the open string starts, as an offset in the text; and the line's start at that time. */
  #start = 0;
  #lineStart = 0;

  constructor(window: Window, tokens: Tokens, keys: Keys, trail: Trail) {
    this.#window = window;
    this.#tokens = tokens;
    this.#keys = keys;
    this.#trail = trail;
  }

  /** A string begins with the quote at `at`. */
  begin(at: number): void {
    this.#tokens.begin();
    this.#start = this.#window.base + at;
    this.#lineStart = this.#window.lineStart;
  }

  #refuse(detail: string): number {
    this.#window.lineStart = this.#lineStart;
    this.#tokens.wrong = { detail, at: this.#start - this.#window.base };
    return bad;
  }

  /** The byte behind the closing quote. On `more`, `reached` says where to go on. */
  body(from: number): number {
    const window = this.#window;
    const tokens = this.#tokens;
    const { bytes, end } = window;
    for (let at = from; ;) {
      while (at < end && plain[bytes[at]!] === 1) at += 1;
      this.reached = at;
      if (at === end) return more;
      if (bytes[at] === quote) return tokens.broken ? this.#refuse('surrogate') : at + 1;
      const next = tokens.special(window, at);
      if (next < 0) return next;
      if (bytes[at]! >= 0x80) {
        this.#trail.isWide = true;
        // In UTF-16 units: one for two or three bytes, two for four.
        window.lineStart += next - at === 4 ? 2 : next - at - 1;
      }
      at = next;
    }
  }

  /** The byte behind a name whose quote is at `at`. On `more` it is to be read again from there. */
  name(at: number, level: number): number {
    const { bytes, end } = this.#window;
    let { one, other } = hashStart;
    let stop = at + 1;
    for (; stop < end; stop += 1) {
      const byte = bytes[stop]!;
      if (plain[byte] !== 1) break;
      one = Math.imul(one ^ byte, 0x01000193);
      other = Math.imul(other ^ byte, 0x5bd1e995);
    }
    if (stop === end) return more;
    this.begin(at);
    if (bytes[stop] === quote) return this.#named(at, stop + 1, level, one, other);
    const after = this.body(at + 1);
    if (after === more && !this.#window.last) this.#window.lineStart = this.#lineStart;
    if (after < 0) return after;
    const read = hashOf(Buffer.from(JSON.parse(bytes.toString('utf8', at, after)) as string));
    return this.#named(at, after, level, read.one, read.other);
  }

  #named(at: number, after: number, level: number, one: number, other: number): number {
    const trail = this.#trail;
    trail.marks[level] = this.#start;
    // Before it is refused, for a refusal names it too.
    if (trail.isWalking) trail.named(level, JSON.parse(this.#window.bytes.toString('utf8', at, after)) as string);
    if (isForbidden(one, other)) return this.#refuse('key');
    if (!this.#keys.add(level, one, other)) return this.#refuse('duplicate');
    if (this.#keys.count(level) > mostMembers) return this.#refuse('members');
    return after;
  }
}
