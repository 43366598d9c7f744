/**
 * A stream of manifests, cut where YAML itself cuts: a line that starts with `---` or `...` and goes on with a space or
 * ends. No quote and no block reaches over such a line, so that each document is read for itself and then forgotten.
 */

export interface Piece {
  readonly text: string;
  /** 1-based line of its first character in the stream. */
  readonly line: number;
}

/** In UTF-16 units. Events of a document cost ten times its text; a longer list of objects comes as JSON. */
export const maxDocument = 16 * 1024 * 1024;

const boundary = /\n(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;

export function linesIn(text: string, end = text.length): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

export class Documents {
  /** Searched already, and without a boundary. */
  #settled: string[] = [];
  /** From the last line break on: what may still become a boundary. */
  #tail = '';
  #length = 0;
  #line = 1;

  #piece(end: string): Piece {
    const piece = { text: this.#settled.join('') + end, line: this.#line };
    this.#line += linesIn(piece.text);
    this.#settled = [];
    return piece;
  }

  /** Pieces that are whole. What follows the last boundary waits for more: its own end is not in sight. */
  *feed(text: string): Generator<Piece> {
    this.#length += text.length;
    const unsearched = this.#tail;
    this.#tail += text;
    // A line without end is not searched again and again.
    if (text.includes('\n')) yield* this.#search(unsearched + text, false);
  }

  *#search(text: string, isLast: boolean): Generator<Piece> {
    const whole = isLast ? text.length : text.lastIndexOf('\n');
    let start = 0;
    boundary.lastIndex = 0;
    const ends: number[] = [];
    for (let found = boundary.exec(text); found !== null && found.index < whole; found = boundary.exec(text)) {
      ends.push(found.index + 1);
    }
    for (const end of ends) {
      yield this.#piece(text.slice(start, end));
      start = end;
    }
    this.#settled.push(text.slice(start, Math.max(start, whole)));
    this.#tail = text.slice(Math.max(start, whole));
    if (ends.length > 0) this.#length = text.length - start;
  }

  *end(): Generator<Piece> {
    yield* this.#search(this.#tail, true);
    const rest = this.#piece('');
    if (rest.text !== '') yield rest;
  }

  /** Nothing more is taken in when a document grows without end. */
  get isTooLong(): boolean {
    return this.#length > maxDocument;
  }

  get line(): number {
    return this.#line;
  }
}
