/** Data of people inside the name of a thing: `home-of-jeanne@example.org`, `jeanne-martin-0612345678`. */
import type { Form, Recognizer, ValueRecognizer } from '../recognizer.ts';

/** A part of a name, in characters; `to` is behind its last one. */
export interface Found {
  /** Id of the recognizer. */
  readonly recognizer: string;
  readonly from: number;
  readonly to: number;
}

interface Part {
  readonly from: number;
  readonly text: string;
}

/** Numbers of accounts and projects have up to twelve digits, stamps of time up to fourteen: chance alone would find people there. */
const fewestBare = 15;
const fewestWritten = 10;
const digitsIn = (text: string): number => text.replaceAll(/\D/g, '').length;

/** Whether a form proves itself where nothing stands around it. The linkers of names are no separators of numbers. */
function isAlone({ alone, written, passes }: Form, text: string): boolean {
  if (alone === 'never' || (alone === 'ratio' && digitsIn(text) < fewestBare)) return false;
  return [...text.matchAll(written)].some(([whole]) => whole.length === text.length && (passes?.(text) ?? true));
}

const ofMail = 'generic/email';
const ofPhone = 'generic/phone';
/** A mobile number as France writes it, linked to other words; behind 00 only countries of Europe, for padded counters begin so too. */
const bareMobile = /^0[67]\d{8}$/;
const paddedCounter = /^00(?![34])/;
const bareAnywhere = /^0[1-9]\d{8}$/;

/** Accounts of programs, and packages at a version, have the form of an address and are nobody. */
const ofPrograms = /(?:^|[._+-])git@|@\d+\.\d|\.gserviceaccount\.com$/i;

/** Where a domain may end earlier than its letters do: `…@example.org-2024` is an address and a year. */
function* endings(domain: string): Generator<string> {
  for (let left = domain; left !== ''; left = left.slice(0, Math.max(0, left.search(/[-.][^-.]*$/)))) yield left;
}

const around = /([\p{L}\d][\p{L}\d._%+-]{0,63})@([\p{L}\d.-]{1,255})/gu;
/** How a hub for notebooks spells `@` and `.` in the names of what it makes for its users. */
const spelt = /(?:[a-z\d]|-[2-5][\da-f]){1,64}-40(?:[a-z\d]|-2[de]){1,255}-2e[a-z]{2,24}/g;
const unspelt = (text: string): string =>
  text.replaceAll(/-([2-5][\da-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function* mailsIn(name: string, form: Form): Generator<Part> {
  for (const { 0: whole, 1: local, 2: domain, index } of name.matchAll(around)) {
    const isOfPrograms = ofPrograms.test(whole) || name.endsWith('//', index);
    const texts = isOfPrograms ? [] : Array.from(endings(domain!), (end) => `${local}@${end}`);
    const text = texts.find((each) => isAlone(form, each));
    if (text !== undefined) yield { from: index, text };
  }
  for (const { 0: text, index } of name.matchAll(spelt)) if (isAlone(form, unspelt(text))) yield { from: index, text };
}

const runs = /\+?\d(?:[\d()]|[ ._/-](?=[\d(]))+/g;
const words = /(?<![A-Za-z\d])[A-Za-z\d]{11,34}(?![A-Za-z\d])/g;
const pieces = /(?<![A-Za-z\d])\d{10,19}(?![A-Za-z\d])/g;

/** What may be a number of somebody: figures as far as they go, each figure without separators, words of letters and figures. */
function* partsIn(name: string): Generator<Part> {
  for (const { 0: text, index } of name.matchAll(runs)) {
    const isLinked = (text.startsWith('+') ? /\d/ : /[A-Za-z\d]/).test(name.charAt(index - 1));
    if (!isLinked && !/[A-Za-z]/.test(name.charAt(index + text.length)) && digitsIn(text) >= fewestWritten)
      yield { from: index, text };
  }
  for (const { 0: text, index } of name.matchAll(pieces)) yield { from: index, text };
  for (const { 0: text, index } of name.matchAll(words)) if (/[A-Za-z]/.test(text)) yield { from: index, text };
}

function recognizerOf({ from, text }: Part, name: string, all: readonly ValueRecognizer[]): string | undefined {
  if (bareMobile.test(text)) return ofPhone;
  // A number that is the whole name needs no telling prefix: the seal would refuse it too.
  const beside = name.charAt(from - 1) + name.charAt(from + text.length);
  if (bareAnywhere.test(text) && !/[A-Za-z\d._-]/.test(beside)) return ofPhone;
  if (paddedCounter.test(text)) return undefined;
  const plain = text.replaceAll('_', '-');
  return all.find(({ forms }) => forms.some((form) => isAlone(form, plain)))?.id;
}

const foundAt = ({ from, text }: Part, recognizer: string): Found => ({ recognizer, from, to: from + text.length });

/**
 * Finds them in the order of the name, none over another: the longer one counts. Needs no context, and so finds no names of
 * people: those are words like any other.
 */
export function peopleFinder(recognizers: readonly Recognizer[]): (name: string) => readonly Found[] {
  const all = recognizers.filter((each) => each.method !== 'header' && each.method !== 'terms');
  const mail = all.find(({ id }) => id === ofMail)!.forms[0]!;
  const others = all.filter(({ id }) => id !== ofMail);
  return (name) => {
    const found = [...mailsIn(name, mail)].map((part) => foundAt(part, ofMail));
    for (const part of partsIn(name)) {
      const recognizer = recognizerOf(part, name, others);
      if (recognizer !== undefined) found.push(foundAt(part, recognizer));
    }
    found.sort((one, other) => one.from - other.from || other.to - one.to);
    let end = 0;
    return found.filter(({ from, to }) => from >= end && (end = to) > from);
  };
}
