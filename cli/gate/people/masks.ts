/**
 * Names of things that are data of people, masked where they enter the gate. One text has one mask, `‹e-mail 2›`, numbered
 * in the order of what the masks stand for: two things never look like one, and nothing is a hash of anybody.
 */
import { byText, encodeSegment } from '../../../estate/index.ts';
import { isSuspect } from './suspect.ts';

/** What a mask calls the thing that it stands for, in every language the same: it is part of subjects. */
export type PeopleKind = 'e-mail' | 'phone' | 'iban' | 'payment-card' | 'national-id';

export interface Stretch {
  readonly kind: PeopleKind;
  readonly from: number;
  readonly to: number;
}
export type Find = (name: string) => readonly Stretch[];

export interface Masks {
  readonly text: (text: string) => string;
  /** Segment by segment, as a subject spells its own. */
  readonly subject: (subject: string) => string;
  /** What was written, of a text or subject that these masks made: for a comparison, and never to be told. */
  readonly written: (text: string) => string;
  /** How many of each kind stand in the names. */
  readonly kinds: readonly { readonly kind: PeopleKind; readonly count: number }[];
}

/** A part of a subject may be a whole one: of an access its container. */
const isSubject = (text: string): boolean => /^[a-z]+:\/\/./.test(text);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Its parts made anew, each as it reads and as it is spelt. What is no subject is one text. */
export function bySegment(subject: string, made: (text: string) => string): string {
  const head = /^[a-z]+:\/\//.exec(subject)?.[0];
  if (head === undefined) return made(subject);
  const segments = subject.slice(head.length).split('/');
  const shown = segments.map((segment) => {
    const text = segment.includes('%') ? decoded(segment) : segment;
    const name = isSubject(text) ? bySegment(text, made) : made(text);
    return name === text ? segment : encodeSegment(name);
  });
  return head + shown.join('/');
}

/** The names within a text that may be a subject. */
export function namesWithin(text: string): string[] {
  const names: string[] = [];
  bySegment(text, (name) => {
    names.push(name);
    return name;
  });
  return names;
}

const bare = (kind: PeopleKind): string => `‹${kind}›`;
const like = /‹[a-z-]+ \d+›/g;

const linked = /[\p{L}\p{M}\d._+-]/u;

/** With what is linked to it: in `jeanne-martin-0612345678` the number alone would leave her name. */
function* wordsIn(text: string, find: Find): Generator<Stretch> {
  let end = 0;
  for (const { kind, from: first, to: last } of find(text)) {
    if (last <= end) continue;
    let [from, to] = [first, last];
    while (from > end && linked.test(text.charAt(from - 1))) from -= 1;
    while (linked.test(text.charAt(to))) to += 1;
    yield { kind, from, to };
    end = to;
  }
}

function replaced(text: string, find: Find, maskOf: (found: string, kind: PeopleKind) => string): string {
  let [told, at] = ['', 0];
  for (const { kind, from, to } of wordsIn(text, find)) {
    told += text.slice(at, from) + maskOf(text.slice(from, to), kind);
    at = to;
  }
  return told + text.slice(at);
}

/** For what stands for itself: two of them may look alike. */
export const unnumbered = (text: string, find: Find): string => replaced(text, find, (_found, kind) => bare(kind));

/** `names`: every name of the run in which somebody may stand, as it reads. Undefined where nobody does. */
export function masksOf(names: Iterable<string>, find: Find): Masks | undefined {
  const found = new Map<string, PeopleKind>();
  const counted = new Map<string, PeopleKind>();
  const taken = new Set<string>();
  for (const name of names) {
    for (const { kind, from, to } of wordsIn(name, find)) found.set(name.slice(from, to), kind);
    for (const { kind, from, to } of find(name)) counted.set(name.slice(from, to), kind);
    // A thing that calls itself as a mask would must not be taken for the masked one.
    for (const [mask] of name.matchAll(like)) taken.add(mask);
  }
  if (found.size === 0) return undefined;
  const masks = new Map<string, string>();
  const lasts = new Map<PeopleKind, number>();
  for (const [text, kind] of [...found].sort(([one], [other]) => byText(one, other))) {
    let number = (lasts.get(kind) ?? 0) + 1;
    while (taken.has(`‹${kind} ${number}›`)) number += 1;
    masks.set(text, `‹${kind} ${number}›`);
    lasts.set(kind, number);
  }
  const texts = new Map([...masks].map(([text, mask]) => [mask, text]));
  const text = (name: string) =>
    isSuspect(name) ? replaced(name, find, (each, kind) => masks.get(each) ?? bare(kind)) : name;
  const written = (name: string) => name.replaceAll(like, (mask) => texts.get(mask) ?? mask);
  return {
    text,
    subject: (subject) => (isSuspect(subject) || subject.includes('%') ? bySegment(subject, text) : subject),
    written: (name) => bySegment(name, written),
    kinds: [...Map.groupBy(counted.values(), (kind) => kind)]
      .map(([kind, { length: count }]) => ({ kind, count }))
      .sort((one, other) => byText(one.kind, other.kind)),
  };
}
