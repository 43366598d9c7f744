/** The leaves of a JSON text, checked byte by byte: what may stand inside a string, numbers and the three words. */
import type { Window } from './window.ts';

/** The token may go on behind the last byte that is here. */
export const more = -1;
/** The token is wrong: see `wrong`. */
export const bad = -2;

/** 1: an ordinary byte inside a string, needing no second look. */
export const plain = new Uint8Array(256).fill(1, 0x20, 0x80);
plain[0x22] = 0;
plain[0x5c] = 0;

const numberForm = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/;
const numberByte = new Uint8Array(256);
for (const byte of Buffer.from('0123456789+-.eE')) numberByte[byte] = 1;
/** By their first byte. */
const words: Buffer[] = [];
for (const word of ['null', 'true', 'false']) words[word.charCodeAt(0)] = Buffer.from(word);
const simpleEscape = new Uint8Array(256);
for (const byte of Buffer.from('"\\/bfnrt')) simpleEscape[byte] = 1;

/** Bytes of a UTF-8 sequence by its first byte, and the range of its second: what Unicode calls well-formed. */
function sequence(first: number): readonly [length: number, low: number, high: number] | undefined {
  if (first >= 0xc2 && first <= 0xdf) return [2, 0x80, 0xbf];
  if (first >= 0xe0 && first <= 0xef) return [3, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf];
  if (first >= 0xf0 && first <= 0xf4) return [4, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf];
  return undefined;
}

export class Tokens {
  /** Set when `bad` is answered: what is wrong, and the byte of the window where it is. */
  wrong: { readonly detail: string; readonly at: number } = { detail: '', at: 0 };
  #isLone = false;
  /** Offset at which the second half of a pair must follow. */
  #half = -1;

  #refuse(detail: string, at: number): number {
    this.wrong = { detail, at };
    return bad;
  }

  /** A string begins. */
  begin(): void {
    this.#isLone = false;
    this.#half = -1;
  }

  /** The string that ends holds half a pair of surrogates. */
  get broken(): boolean {
    return this.#isLone || this.#half !== -1;
  }

  /** The byte behind an escape, or behind a character beyond ASCII, at `at` inside a string. */
  special({ bytes, end, last, base }: Window, at: number): number {
    const first = bytes[at]!;
    if (first === 0x5c) return this.#escape(bytes.subarray(at, Math.min(at + 6, end)), at, last, base);
    if (first < 0x80) return this.#refuse('control', at);
    const form = sequence(first);
    if (form === undefined) return this.#refuse('utf8', at);
    const [length, low, high] = form;
    if (at + length > end) return last ? this.#refuse('utf8', at) : more;
    if (bytes[at + 1]! < low || bytes[at + 1]! > high) return this.#refuse('utf8', at);
    for (let next = at + 2; next < at + length; next += 1) {
      if ((bytes[next]! & 0xc0) !== 0x80) return this.#refuse('utf8', at);
    }
    return at + length;
  }

  #escape(bytes: Buffer, at: number, last: boolean, base: number): number {
    if (bytes.length > 1 && simpleEscape[bytes[1]!] === 1) return at + 2;
    if (bytes.length > 1 && bytes[1] !== 0x75) return this.#refuse('syntax', at);
    if (bytes.length < 6 && !last) return more;
    const digits = bytes.toString('latin1', 2);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return this.#refuse(bytes.length < 6 ? 'truncated' : 'syntax', at);
    const unit = Number.parseInt(digits, 16);
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (isLow && this.#half === base + at) this.#half = -1;
    else if (isLow || this.#half !== -1) this.#isLone = true;
    if (unit >= 0xd800 && unit <= 0xdbff) this.#half = base + at + 6;
    return at + 6;
  }

  /** The byte behind a number; refused where two readers could read two numbers. */
  number({ bytes, end, last }: Window, at: number): number {
    const first = bytes[at] === 0x2d ? at + 1 : at;
    let stop = first;
    while (stop < end && bytes[stop]! >= 0x30 && bytes[stop]! <= 0x39) stop += 1;
    const isShort = stop > first && stop - first <= 15 && (bytes[first] !== 0x30 || stop === first + 1);
    if (isShort && stop < end && numberByte[bytes[stop]!] === 0) return stop;
    while (stop < end && numberByte[bytes[stop]!] === 1) stop += 1;
    if (stop === end && !last) return more;
    const source = numberForm.exec(bytes.toString('latin1', at, stop))?.[0] ?? '';
    if (source === '') return this.#refuse(stop === end ? 'truncated' : 'syntax', at);
    const value = Number(source);
    const isUnsafe = /^-?[0-9]+$/.test(source) && !Number.isSafeInteger(value);
    return Number.isFinite(value) && !isUnsafe ? at + source.length : this.#refuse('number', at);
  }

  /** The byte behind `null`, `true` or `false`. */
  word({ bytes, end, last }: Window, at: number): number {
    const word = words[bytes[at]!];
    if (word === undefined) return this.#refuse('syntax', at);
    const there = Math.min(word.length, end - at);
    for (let next = 1; next < there; next += 1) {
      if (bytes[at + next] !== word[next]) return this.#refuse('syntax', at);
    }
    if (there === word.length) return at + there;
    return last ? this.#refuse('truncated', at) : more;
  }
}
