/** Tables and lists as they are written out: `{ Effect = "Allow", Action = ["s3:*"] }`. What stands in them is left as it is written. */
import { isAscii } from './plain.ts';
import { Broken, closes, opens, tokensOf, type Token } from './syntax.ts';

/** A text is an expression, as it is written. */
export type Literal = string | readonly Literal[] | ReadonlyMap<string, Literal>;

/** Tables inside tables: more is written by nobody. */
const deepest = 20;

class Reading {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  /** The mark that stands here; empty where none does. */
  get #mark(): string {
    const token = this.#tokens[this.#at];
    return token?.kind === 'mark' ? token.value! : '';
  }

  get #isNewLine(): boolean {
    return this.#text.slice(this.#tokens[this.#at - 1]!.end, this.#tokens[this.#at]?.at).includes('\n');
  }

  #take(...marks: readonly string[]): void {
    if (!marks.includes(this.#mark)) throw new Broken();
    this.#at += 1;
  }

  /** `isLined`: a new line ends it, as between the members of a table. */
  #leaf(isLined: boolean): string {
    const start = this.#at;
    for (let depth = 0; this.#at < this.#tokens.length; this.#at += 1) {
      const mark = this.#mark;
      if (depth === 0 && (mark === ',' || closes.has(mark))) break;
      if (depth === 0 && isLined && this.#at > start && this.#isNewLine) break;
      depth += opens.has(mark) ? 1 : closes.has(mark) ? -1 : 0;
    }
    if (this.#at === start) throw new Broken();
    return this.#text.slice(this.#tokens[start]!.at, this.#tokens[this.#at - 1]!.end);
  }

  #key(): string {
    const token = this.#tokens[this.#at];
    if (token?.value === undefined || token.kind === 'mark' || !isAscii(token.value)) throw new Broken();
    this.#at += 1;
    return token.value;
  }

  #table(far: number): ReadonlyMap<string, Literal> {
    const all = new Map<string, Literal>();
    for (this.#take('{'); this.#mark !== '}';) {
      const key = this.#key();
      // Of two members of one name each reader takes another.
      if (all.has(key)) throw new Broken();
      this.#take('=', ':');
      all.set(key, this.#value(true, far + 1));
      if (this.#mark === ',') this.#at += 1;
      else if (this.#mark !== '}' && !this.#isNewLine) throw new Broken();
    }
    this.#at += 1;
    return all;
  }

  #list(far: number): readonly Literal[] {
    const all: Literal[] = [];
    for (this.#take('['); this.#mark !== ']';) {
      all.push(this.#value(false, far + 1));
      if (this.#mark !== ']') this.#take(',');
    }
    this.#at += 1;
    return all;
  }

  #value(isLined: boolean, far: number): Literal {
    if (far > deepest) throw new Broken();
    if (this.#mark === '{') return this.#table(far);
    return this.#mark === '[' ? this.#list(far) : this.#leaf(isLined);
  }

  whole(): Literal {
    const value = this.#value(false, 0);
    if (this.#at < this.#tokens.length) throw new Broken();
    return value;
  }
}

/** Undefined where the text is not of this syntax. */
export function literalOf(text: string): Literal | undefined {
  try {
    return new Reading(text).whole();
  } catch (cause) {
    if (cause instanceof Broken) return undefined;
    throw cause;
  }
}
