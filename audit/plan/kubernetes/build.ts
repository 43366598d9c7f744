/** Events of a text → plain tables and lists, with the refusals that a hostile manifest needs. Not recursive. */
import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event } from 'js-yaml';
import { Anchors } from './anchors.ts';
import { addKey, closed, opened, type Frame } from './frames.ts';
import type { Plain } from './plain.ts';
import { inexact, meaningOf } from './scalars.ts';

/** What is wrong, by a word, and where: UTF-16 units from the start of the text. */
export interface Flaw {
  readonly detail: string;
  readonly offset: number;
}

type Of<Id extends Event['type']> = Extract<Event, { type: Id }>;
type Scalar = Of<typeof EVENT_ID.SCALAR>;
type Opening = Of<typeof EVENT_ID.MAPPING> | Of<typeof EVENT_ID.SEQUENCE>;

export class Build {
  readonly roots: Plain[] = [];
  /** Where each root, and each table that is an item of a root's list, is written. */
  readonly starts = new Map<Plain, number>();
  readonly flaws: Flaw[] = [];
  readonly #text: string;
  readonly #frames: Frame[] = [];
  #anchors = new Anchors();
  /** Values so far, aliases counted for what they stand for. */
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(event: Event): void {
    this.#count += 1;
    if (event.type === EVENT_ID.SCALAR) this.#scalar(event);
    else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) this.#open(event);
    else if (event.type === EVENT_ID.POP) this.#close();
    else if (event.type === EVENT_ID.ALIAS) this.#alias(event);
    else {
      this.#anchors = new Anchors();
      if (event.directives.some(({ kind }) => kind === 'tag')) this.#flaw('tag', 0);
    }
  }

  #flaw(detail: string, offset: number): null {
    this.flaws.push({ detail, offset });
    return null;
  }

  #name(event: { readonly anchorStart: number; readonly anchorEnd: number }): string {
    return event.anchorStart < 0 ? '' : this.#text.slice(event.anchorStart, event.anchorEnd);
  }

  /** `!!str` and `!` say text, `!!map` and `!!seq` what is seen anyway; any other tag makes a value of a type unknown here. */
  #isTagged(event: Scalar | Opening, allowed: RegExp, offset: number): boolean {
    if (event.tagStart < 0) return false;
    if (!allowed.test(this.#text.slice(event.tagStart, event.tagEnd))) this.#flaw('tag', offset);
    return true;
  }

  #scalar(event: Scalar): void {
    const offset = Math.max(0, event.valueStart);
    const text = getScalarValue(this.#text, event);
    const isPlain = !this.#isTagged(event, /^!(?:!str)?$/, offset) && event.style === SCALAR_STYLE.PLAIN;
    const meaning = isPlain ? meaningOf(text) : text;
    const isHalf = typeof meaning === 'string' && !meaning.isWellFormed();
    const value = meaning === inexact ? this.#flaw('number', offset) : isHalf ? this.#flaw('text', offset) : meaning;
    this.#anchors.define(this.#name(event), value, 1);
    this.#place(value, offset, isPlain);
  }

  #alias(event: Of<typeof EVENT_ID.ALIAS>): void {
    const wereTooMany = this.#anchors.isTooMany;
    const found = this.#anchors.use(this.#name(event));
    this.#count += found?.size ?? 0;
    const isRefused = found === undefined || this.#anchors.isTooMany;
    // Said once of a document: every alias behind the first that is one too many would say the same.
    if (isRefused && !wereTooMany) this.#flaw('alias', event.anchorStart);
    this.#place(isRefused ? null : found.value, event.anchorStart);
  }

  #open(event: Opening): void {
    this.#isTagged(event, /^!!(?:map|seq)$/, event.start);
    const isList = event.type === EVENT_ID.SEQUENCE;
    const frame = opened(isList ? [] : {}, { anchor: this.#name(event), before: this.#count, start: event.start });
    if (isList ? this.#frames.length === 0 : this.#frames.length <= 2) this.starts.set(frame.value, event.start);
    this.#frames.push(frame);
  }

  /** The end of a table or list; of the document, when none is open. */
  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    closed(frame);
    this.#anchors.define(frame.anchor, frame.value, this.#count - frame.before);
    this.#place(frame.value, frame.start);
  }

  #place(value: Plain, offset: number, isPlain = false): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) this.roots.push(value);
    else if (Array.isArray(frame.value)) frame.value.push(value);
    else {
      const detail = addKey(frame, frame.value, value, isPlain);
      if (detail !== undefined) this.#flaw(detail, offset);
    }
  }
}
