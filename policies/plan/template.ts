/**
 * The canonical text of a question or an answer, written once for all containers that stand alike, with gaps where their
 * id and their citations stand. Says what `citing` and `canonicalText` would, which a test holds them to.
 */
import { canonicalText, Spelt } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';

/** `cites`: a list of them, each once and in order. */
type Gap =
  | { readonly gap: 'id' }
  | { readonly gap: 'cite'; readonly mark: string }
  | { readonly gap: 'cites'; readonly marks: readonly string[] };
/** From the mark of a fact to the digest of what was seen; what is no mark stays as it is. */
export type Digest = (mark: string) => string;

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rego gives citations as a sorted set, and digests sort otherwise than the marks that stood for them. */
export const cited = (marks: readonly string[], digest: Digest): string[] => [...new Set(marks.map(digest))].sort();

/** How marks begin. What begins otherwise comes from no mark, and is looked at again wherever it is written. */
export const isMark = (text: string): boolean => text.startsWith('@');
const marksIn = (part: string | Gap): readonly string[] =>
  typeof part === 'string' || part.gap === 'id' ? [] : part.gap === 'cite' ? [part.mark] : part.marks;

class Written {
  readonly parts: (string | Gap)[] = [];
  #text = '';

  #gap(gap: Gap): void {
    this.parts.push(this.#text, gap);
    this.#text = '';
  }

  /** `gapOf`: the gap that stands at a member, or how the table there is written; undefined where neither. */
  table(value: Table, gapOf: (name: string, member: unknown) => Gap | ((its: Table) => void) | undefined): void {
    let before = '{';
    for (const name of Object.keys(value).sort()) {
      this.#text += `${before}${JSON.stringify(name)}:`;
      before = ',';
      const gap = gapOf(name, value[name]);
      if (gap === undefined) this.#text += canonicalText(value[name]);
      else if (typeof gap === 'function') gap(value[name] as Table);
      else this.#gap(gap);
    }
    this.#text += before === '{' ? '{}' : '}';
  }

  list(all: readonly unknown[], each: (its: Table) => void): void {
    this.#text += '[';
    for (const [at, one] of all.entries()) {
      if (at > 0) this.#text += ',';
      each(one as Table);
    }
    this.#text += ']';
  }

  /** A table in which citations stand under that name. */
  citing = (name: 'observation' | 'because') => (value: Table) => {
    this.table(value, (member, is) => {
      if (member !== name) return undefined;
      return name === 'because' ? { gap: 'cites', marks: is as string[] } : { gap: 'cite', mark: is as string };
    });
  };

  end(): readonly (string | Gap)[] {
    return [...this.parts, this.#text];
  }
}

function questionParts(question: Judged['question']): readonly (string | Gap)[] {
  const written = new Written();
  const naming = (subject: Table) => written.table(subject, (name) => (name === 'id' ? { gap: 'id' } : undefined));
  written.table(question, (name, member) => {
    if (name === 'subject') return naming;
    if (name === 'class') return written.citing('because');
    return isTable(member) && typeof member['observation'] === 'string' ? written.citing('observation') : undefined;
  });
  return written.end();
}

function answerParts(answer: Judged['answer']): readonly (string | Gap)[] {
  const written = new Written();
  written.table(answer, (name) => {
    if (name === 'subject') return { gap: 'id' };
    if (name === 'class') return written.citing('because');
    return name === 'decisions' ? () => written.list(answer.decisions, written.citing('because')) : undefined;
  });
  return written.end();
}

/** A name that JSON writes as it is, and that nothing else in a text can be taken for, where no such name stands in it. */
const plainName = /^[a-z]+:\/\/[A-Za-z0-9%/._~-]+$/;

class Template {
  readonly #parts: readonly (string | Gap)[];
  /** Every citation is a mark, and nothing that is written once looks like a name or like a digest. */
  readonly #isPlain: boolean;

  constructor(parts: readonly (string | Gap)[]) {
    this.#parts = parts;
    const isStrange = parts.some((part) => typeof part === 'string' && /:\/\/|sha256:/.test(part));
    this.#isPlain = !isStrange && parts.flatMap(marksIn).every(isMark);
  }

  /** `isNamed`: the id is a plain name. A mark that nothing was seen of stays one, and then there is no form. */
  filled(id: string, isNamed: boolean, digest: Digest): Spelt {
    let text = '';
    let isFormed = isNamed && this.#isPlain;
    const cites: string[] = [];
    for (const part of this.#parts) {
      if (typeof part === 'string') text += part;
      else if (part.gap === 'id') text += id;
      else {
        const all = part.gap === 'cite' ? [digest(part.mark)] : cited(part.marks, digest);
        const areDigests = this.#isPlain && !all.some(isMark);
        const listed = areDigests ? (all.length === 0 ? '' : `"${all.join('","')}"`) : all.map(canonicalText).join();
        text += part.gap === 'cite' ? listed : `[${listed}]`;
        isFormed &&= areDigests;
        cites.push(...all);
      }
    }
    return isFormed ? new Spelt(text, { like: this, cites }) : new Spelt(text);
  }
}

/** Canonical JSON of both, about one container. */
export interface Spelling {
  readonly question: Spelt;
  readonly answer: Spelt;
}

export function templateOf({ question, answer }: Judged): (id: string, digest: Digest) => Spelling {
  const [asked, said] = [new Template(questionParts(question)), new Template(answerParts(answer))];
  return (id, digest) => {
    const [named, isNamed] = [canonicalText(id), plainName.test(id)];
    return { question: asked.filled(named, isNamed, digest), answer: said.filled(named, isNamed, digest) };
  };
}
