/** What stands in a block of a configuration: its expressions as they are written, and the blocks inside it. */
import { Broken, closes, opens, tokensOf, type Token } from './syntax.ts';

export interface Expression {
  /** As it is written, from its first character to its last. */
  readonly text: string;
  /** Of a list that is written out: its items as they are written. */
  readonly items?: readonly string[];
}
export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  /** In their order; the labels of a `dynamic` block stand in its name. */
  readonly blocks: readonly { readonly name: string; readonly body: Body }[];
}

/** Blocks inside blocks: more is written by nobody. */
const deepest = 20;

const isMark = (token: Token | undefined, value: string) => token?.kind === 'mark' && token.value === value;
const steps = ({ kind, value }: Token): number => {
  if (kind !== 'mark') return 0;
  return opens.has(value!) ? 1 : closes.has(value!) ? -1 : 0;
};

class Reading {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  #slice(tokens: readonly Token[]): string {
    return tokens.length === 0 ? '' : this.#text.slice(tokens[0]!.at, tokens.at(-1)!.end);
  }

  #isNewLine(token: Token): boolean {
    return this.#text.slice(this.#tokens[this.#at - 1]!.end, token.at).includes('\n');
  }

  /** An expression ends with its line, unless a bracket is open. */
  #expression(): Expression {
    const tokens: Token[] = [];
    for (let depth = 0; ; this.#at += 1) {
      const token = this.#tokens[this.#at];
      const isOver = token === undefined || (tokens.length > 0 && this.#isNewLine(token)) || isMark(token, '}');
      if (depth === 0 && isOver) break;
      if (token === undefined) throw new Broken();
      depth += steps(token);
      tokens.push(token);
    }
    if (tokens.length === 0) throw new Broken();
    const text = this.#slice(tokens);
    const items = isMark(tokens[0], '[') ? this.#itemsOf(tokens) : undefined;
    return items === undefined ? { text } : { text, items };
  }

  /** Undefined where behind the list more is written, such as an index. */
  #itemsOf(tokens: readonly Token[]): string[] | undefined {
    const all: Token[][] = [[]];
    let depth = 0;
    for (const [at, token] of tokens.entries()) {
      depth += steps(token);
      if (depth === 0) {
        if (at !== tokens.length - 1) return undefined;
      } else if (depth === 1 && isMark(token, ',')) all.push([]);
      else if (at > 0) all.at(-1)!.push(token);
    }
    if (all.at(-1)!.length === 0) all.pop();
    return all.map((item) => this.#slice(item));
  }

  body(far = 0): Body {
    if (far > deepest) throw new Broken();
    const attributes = new Map<string, Expression>();
    const blocks: { name: string; body: Body }[] = [];
    for (
      let token = this.#tokens[this.#at];
      token !== undefined && !isMark(token, '}');
      token = this.#tokens[this.#at]
    ) {
      if (token.kind !== 'word') throw new Broken();
      const name = token.value!;
      this.#at += 1;
      if (isMark(this.#tokens[this.#at], '=')) {
        this.#at += 1;
        if (attributes.has(name)) throw new Broken();
        attributes.set(name, this.#expression());
        continue;
      }
      const labels = [name];
      for (; !isMark(this.#tokens[this.#at], '{'); this.#at += 1) {
        const label = this.#tokens[this.#at];
        if (label?.value === undefined || label.kind === 'mark') throw new Broken();
        labels.push(label.value);
      }
      this.#at += 1;
      blocks.push({ name: labels.join(' '), body: this.body(far + 1) });
      if (!isMark(this.#tokens[this.#at], '}')) throw new Broken();
      this.#at += 1;
    }
    if (far === 0 && this.#at < this.#tokens.length) throw new Broken();
    return { attributes, blocks };
  }
}

/** `text`: what stands between the braces of a block. Undefined where it is not of this syntax. */
export function bodyOf(text: string): Body | undefined {
  try {
    return new Reading(text).body();
  } catch (cause) {
    if (cause instanceof Broken) return undefined;
    throw cause;
  }
}
