/**
 * Rows of separated values in which no quote stands, as csv-parse gives them and several times as fast: most files have
 * none, and the library looks at each byte of them. From the first line on that is not so plain the library reads.
 */
import type { Layout } from './layout.ts';

/** A longer line is left to the library, which knows how long a record may be. */
const longest = 65_536;

export class PlainRows {
  /** Of the text that the library must read, what was taken from the source already; undefined while all is plain. */
  handed: string | undefined;
  /** What ends a row: the first line end of the file says it for all of it. */
  end: '\n' | '\r\n' | undefined;
  #rest = '';
  readonly #delimiter: string;
  readonly #quote: string | null;

  constructor({ delimiter, quote }: Layout) {
    this.#delimiter = delimiter;
    this.#quote = quote;
  }

  /** Undefined where more must be read to tell. */
  #endOf(whole: string): '\n' | '\r\n' | 'other' | undefined {
    const at = whole.search(/[\r\n]/);
    if (at < 0) return undefined;
    if (whole[at] === '\n') return '\n';
    const after = whole[at + 1];
    return after === undefined ? undefined : after === '\n' ? '\r\n' : 'other';
  }

  /** The rows that this text completes. */
  *of(text: string): Generator<string[]> {
    const whole = this.#rest + text;
    const quoted = this.#quote === null ? -1 : whole.indexOf(this.#quote);
    const limit = quoted < 0 ? whole.length : quoted;
    const end = this.end ?? this.#endOf(whole.slice(0, limit));
    let from = 0;
    if (end === '\n' || end === '\r\n') {
      this.end = end;
      for (let at = whole.indexOf(end); at >= 0 && at < limit; at = whole.indexOf(end, from)) {
        if (at - from > longest) break;
        if (at > from) yield whole.slice(from, at).split(this.#delimiter);
        from = at + end.length;
      }
    }
    this.#rest = whole.slice(from);
    if (end === 'other' || quoted >= 0 || this.#rest.length > longest) this.handed = this.#rest;
  }

  /** What the last line holds that nothing ends. */
  last(): readonly string[][] {
    // A return alone that ends the file ends its only row.
    const line = this.end === undefined ? this.#rest.replace(/\r$/, '') : this.#rest;
    return line === '' ? [] : [line.split(this.#delimiter)];
  }
}
