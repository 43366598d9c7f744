/**
 * JSON as the language accepts it. `JSON.parse` keeps the last of two equal keys, rounds 20-digit integers and recurses
 * without a limit: each lets two readers of one signed document see two different things. Here they are refused.
 */
import type { Json } from './canonical.ts';
import { fault } from './fault.ts';

export interface JsonLimits {
  /** Nesting of arrays and objects; 64 unless told. */
  readonly depth?: number;
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const plain = /[ !\u0023-\u005b\u005d-\uffff]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const words: readonly [string, null | boolean][] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

class Reader {
  at = 0;
  readonly text: string;
  readonly maxDepth: number;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /** The sentence quotes a place and a rule, never the text: it may hold personal data. */
  refuse(detail: string, at = this.at): never {
    const before = this.text.slice(0, at);
    const line = before.split('\n').length;
    throw fault('bad-json', { detail, offset: at, line, column: at - before.lastIndexOf('\n') });
  }

  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  skip(char: string): boolean {
    this.take(space);
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  string(): string {
    const start = this.at;
    if (!this.skip('"')) this.refuse('syntax');
    for (let done = false; !done;) {
      this.take(plain);
      if (this.text[this.at] === '"') done = true;
      else if (this.take(escape) === '') this.refuse('syntax');
    }
    this.at += 1;
    const value = JSON.parse(this.text.slice(start, this.at)) as string;
    return value.isWellFormed() ? value : this.refuse('surrogate', start);
  }

  number(): number {
    const start = this.at;
    const source = this.take(number);
    if (source === '') this.refuse('syntax');
    const value = Number(source);
    const whole = /^-?[0-9]+$/.test(source);
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value) && whole)) {
      this.refuse('number', start);
    }
    return value;
  }

  array(depth: number): Json[] {
    const items: Json[] = [];
    if (this.skip(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.skip(','));
    return this.skip(']') ? items : this.refuse('syntax');
  }

  object(depth: number): { [key: string]: Json } {
    const result: { [key: string]: Json } = {};
    if (this.skip('}')) return result;
    do {
      this.take(space);
      const start = this.at;
      const key = this.string();
      if (forbiddenKeys.has(key)) this.refuse('key', start);
      if (Object.hasOwn(result, key)) this.refuse('duplicate', start);
      if (!this.skip(':')) this.refuse('syntax');
      result[key] = this.value(depth + 1);
    } while (this.skip(','));
    return this.skip('}') ? result : this.refuse('syntax');
  }

  value(depth: number): Json {
    if (depth > this.maxDepth) this.refuse('depth');
    this.take(space);
    if (this.text[this.at] === '"') return this.string();
    if (this.skip('{')) return this.object(depth);
    if (this.skip('[')) return this.array(depth);
    for (const [word, value] of words) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }
}

function decoded(input: string | Uint8Array): string {
  if (typeof input === 'string') return input;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
  } catch (cause) {
    throw fault('bad-json', { detail: 'utf8', offset: 0, line: 1, column: 1 }, { cause });
  }
}

/**
 * The value of a JSON text (or of its UTF-8 bytes). Throws `bad-json` with `detail` (syntax, duplicate, depth, key,
 * number, surrogate, utf8, bom, trailing), `offset` in UTF-16 units and 1-based `line` and `column`.
 */
export function parseJsonStrict(input: string | Uint8Array, limits: JsonLimits = {}): Json {
  const reader = new Reader(decoded(input), limits.depth ?? 64);
  if (reader.text.startsWith('\uFEFF')) reader.refuse('bom');
  const value = reader.value(0);
  reader.take(space);
  return reader.at === reader.text.length ? value : reader.refuse('trailing');
}
