/**
 * The native syntax of Terraform, as far as blocks need it: words, texts, comments, heredocs and brackets. Expressions
 * stay unread. Syntax: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */

export interface Token {
  readonly kind: 'word' | 'text' | 'mark';
  /** Undefined for a text that is computed or escaped. */
  readonly value: string | undefined;
  readonly at: number;
  /** Where the next thing may begin: the text of the token lies between. */
  readonly end: number;
}

/** Thrown where the text is not of this syntax, or where its readers disagree: nothing is known of a file then. */
export class Broken extends Error {}

/** Templates inside templates: more is written by nobody. */
const deepest = 40;
const blank = /(?:[ \t\r\n]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const word = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const heredoc = /<<-?(?<marker>[\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const plain = /[^"\\$%\n]+/y;
const disputed = /(?:\$\$\$+|%%%+)\{/y;
/** HCL trims as Go does (U+0085 and no U+FEFF), other readers as they do: of what all of them trim nothing else is certain. */
const trimmed = /^[ \t\r]+|[ \t\r]+$/g;
const invisible = /^[\s\p{Z}\p{C}]+|[\s\p{Z}\p{C}]+$/gu;
const closers: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

export class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #token(kind: Token['kind'], value: string | undefined, at: number): Token {
    return { kind, value, at, end: this.#at };
  }

  next(far = 0): Token | undefined {
    this.#take(blank);
    const at = this.#at;
    if (at >= this.#text.length) return undefined;
    const name = this.#take(word);
    if (name !== null) return this.#token('word', name[0], at);
    if (this.#text[at] === '"') return this.#token('text', this.#quoted(far), at);
    const marker = this.#take(heredoc)?.groups?.['marker'];
    if (marker !== undefined) {
      this.#heredoc(marker, far);
      return this.#token('text', undefined, at);
    }
    if (this.#text.startsWith('/*', at)) throw new Broken();
    this.#at += 1;
    return this.#token('mark', this.#text[at], at);
  }

  /** Behind the brace that closes what stands here, which is where it says; `tell` hears of every token directly inside. */
  inside(far: number, tell: (token: Token) => void = () => {}): number {
    let last = this.#at;
    for (const open = ['}']; open.length > 0;) {
      const token = this.next(far);
      if (token === undefined) throw new Broken();
      last = token.at;
      const mark = token.kind === 'mark' ? token.value! : '';
      if (mark in closers) open.push(closers[mark]!);
      else if (Object.values(closers).includes(mark) && open.pop() !== mark) throw new Broken();
      if (open.length === 1) tell(token);
    }
    return last;
  }

  /** One character of a template, or all of what is computed in it. True for the latter. */
  #templated(far: number): boolean {
    // Whether the third of three escapes the first two, versions disagree.
    if (this.#take(disputed) !== null) throw new Broken();
    const start = this.#text.slice(this.#at, this.#at + 3);
    const isComputed = start.startsWith('${') || start.startsWith('%{');
    if (isComputed && far >= deepest) throw new Broken();
    this.#at += start === '$${' || start === '%%{' ? 3 : isComputed ? 2 : 1;
    if (isComputed) this.inside(far + 1);
    return isComputed;
  }

  #quoted(far: number): string | undefined {
    const start = (this.#at += 1);
    let isPlain = true;
    for (;;) {
      this.#take(plain);
      const here = this.#text[this.#at];
      if (here === undefined || here === '\n') throw new Broken();
      if (here === '"') break;
      if (here === '\\') this.#at += 2;
      const isMore = here !== '\\' && this.#templated(far);
      isPlain &&= here !== '\\' && here !== '$' && here !== '%' && !isMore;
    }
    this.#at += 1;
    return isPlain ? this.#text.slice(start, this.#at - 1) : undefined;
  }

  /** To the end of the line that holds the marker alone, however it is indented. */
  #heredoc(marker: string, far: number): void {
    for (let isStart = true; ;) {
      if (this.#at >= this.#text.length) throw new Broken();
      if (isStart) {
        const end = this.#text.indexOf('\n', this.#at);
        const line = this.#text.slice(this.#at, end === -1 ? undefined : end);
        if (line.replace(trimmed, '') === marker) {
          this.#at += line.length;
          return;
        }
        // An end that one reader sees and another does not: what one takes for text, the other evaluates.
        if (line.replace(invisible, '') === marker) throw new Broken();
      }
      if (this.#take(plain) !== null) isStart = false;
      if (this.#at >= this.#text.length) throw new Broken();
      isStart = this.#text[this.#at] === '\n';
      this.#templated(far);
    }
  }
}

export const opens: ReadonlySet<string> = new Set(['{', '[', '(']);
export const closes: ReadonlySet<string> = new Set(['}', ']', ')']);

/** All tokens of a text; throws `Broken` where it is none. */
export function tokensOf(text: string): readonly Token[] {
  const cursor = new Cursor(text);
  const tokens: Token[] = [];
  for (let token = cursor.next(); token !== undefined; token = cursor.next()) tokens.push(token);
  return tokens;
}
