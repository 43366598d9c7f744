/**
 * The part of YAML that tools print and people write: tables and lists by indentation, plain and quoted scalars on one
 * line, flow on one line. Four times as fast as a whole parser, and it never errs on its own: at the first sign of
 * anything else, or of anything wrong, it gives the document back unread. A property test holds it to the library.
 */
import type { Plain, PlainTable } from './plain.ts';
import { Flow, unread, type Read } from './flow.ts';
import { keyEnd, keyOf } from './keys.ts';
import { inexact, meaningOf } from './scalars.ts';

/** Only what is printable and needs no care: no tab, no carriage return, nothing beyond ASCII. */
const careful = /[^\n\x20-\x7e]/;
const plainStart = /^(?:[A-Za-z0-9_./+~]|-[^ ])/;
const maxDepth = 60;
const longestKey = 500;
const dash = 0x2d;
const space = 0x20;

export class Block {
  /** As in `Build`: where roots, and items of a root's list, begin. */
  readonly starts = new Map<Plain, number>();
  readonly #text: string;
  #depth = 0;
  /** Of the line that is next: the column of its content, where that begins, and where the line ends. */
  #indent = -1;
  #start = 0;
  #end = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The only document of the text; `undefined` where it holds none. */
  read(): Read | undefined {
    if (careful.test(this.#text)) return unread;
    this.#next();
    if (this.#indent === 0 && this.#line() === '---') this.#next();
    if (this.#indent < 0) return undefined;
    const isNode = this.#indent === 0 && (this.#isItem() || this.#isEntry());
    const root = isNode ? this.#node() : unread;
    return this.#indent < 0 ? root : unread;
  }

  /** Goes to the next line that says something. */
  #next(): void {
    const { length } = this.#text;
    while (this.#end < length) {
      const from = this.#end + 1;
      const found = this.#text.indexOf('\n', from);
      this.#end = found < 0 ? length : found;
      let at = from;
      while (this.#text.charCodeAt(at) === space) at += 1;
      const isSaying = at < this.#end && this.#text[at] !== '#';
      this.#indent = at - from;
      this.#start = at;
      if (isSaying) return;
    }
    this.#indent = -1;
  }

  #line(): string {
    return this.#text.slice(this.#start, this.#end).trimEnd();
  }

  #isItem(): boolean {
    return this.#text.charCodeAt(this.#start) === dash && this.#text.charCodeAt(this.#start + 1) === space;
  }

  #isEntry(): boolean {
    return keyEnd(this.#text, this.#start, this.#end) >= 0;
  }

  #node(): Read {
    if (this.#depth >= maxDepth) return unread;
    this.#depth += 1;
    const read = this.#isItem() ? this.#list() : this.#table();
    this.#depth -= 1;
    return read;
  }

  #list(): Read {
    const items: Plain[] = [];
    const indent = this.#indent;
    if (this.#depth === 1) this.starts.set(items, this.#start);
    while (this.#indent === indent && this.#isItem()) {
      let at = this.#start + 2;
      while (this.#text.charCodeAt(at) === space) at += 1;
      // What follows the dash stands as if it began a line of its own, that far in.
      this.#indent += at - this.#start;
      this.#start = at;
      const item = this.#isItem() || this.#isEntry() ? this.#node() : this.#scalar(indent);
      if (item === unread) return unread;
      items.push(item);
    }
    return this.#indent > indent ? unread : items;
  }

  #table(): Read {
    const table: PlainTable = {};
    const indent = this.#indent;
    if (this.#depth <= 3) this.starts.set(table, this.#start);
    while (this.#indent === indent) {
      const end = keyEnd(this.#text, this.#start, this.#end);
      if (end < 0 || end - this.#start > longestKey) return unread;
      const key = keyOf(table, this.#text.slice(this.#start, end));
      if (key === undefined) return unread;
      this.#start = end + 1;
      const value = this.#value(indent);
      if (value === unread) return unread;
      table[key] = value;
    }
    return this.#indent > indent ? unread : table;
  }

  /** What stands behind a key: on its line, or below it, further in or as a list just as far. */
  #value(indent: number): Read {
    while (this.#text.charCodeAt(this.#start) === space) this.#start += 1;
    if (this.#start < this.#end) return this.#scalar(indent);
    this.#next();
    const isBelow = this.#indent > indent || (this.#indent === indent && this.#isItem());
    if (!isBelow) return null;
    return this.#isItem() || this.#isEntry() ? this.#node() : unread;
  }

  /** One line; if the next one is further in, the scalar goes on there. */
  #scalar(indent: number): Read {
    const [text, start] = [this.#line(), this.#start];
    this.#next();
    const read = this.#indent > indent ? unread : meaningOfLine(text);
    if (typeof read === 'object' && read !== null && this.#depth <= 2) this.starts.set(read, start);
    return read;
  }
}

function meaningOfLine(text: string): Read {
  const first = text[0] ?? '';
  if (first === '"') return /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : unread;
  if (first === "'") return /^'[^']*'$/.test(text) ? text.slice(1, -1) : unread;
  if (first === '{' || first === '[') return new Flow(text).read();
  if (!plainStart.test(text) || text.includes(': ') || text.includes(' #') || text.endsWith(':')) return unread;
  const meaning = meaningOf(text);
  return meaning === inexact ? unread : meaning;
}
