/** Everything that the questions about a planned container are made of, as one text: equal texts, equal answers. */
import { datasetAt, type PlannedAt } from '../../estate/index.ts';
import type { View } from '../questions/view.ts';

const written = new WeakMap<object, string>();

/** Values that many containers share are one object, written out once; a value is never changed once it is told. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = written.get(value);
  if (text === undefined) written.set(value, (text = JSON.stringify(value)));
  return text;
}

const numbers = new WeakMap<object, number>();
let last = 0;
function numberOf(one: object): number {
  let number = numbers.get(one);
  if (number === undefined) numbers.set(one, (number = last += 1));
  return number;
}

/** What was seen of it, as one text: by the one object of all that are alike, where its teller has compared them. */
function seenOf(view: View, subject: string): string | undefined {
  const likeness = view.heard.has('content') ? undefined : view.likenessOf(subject);
  if (likeness !== undefined) return String(numberOf(likeness));
  const parts: (string | undefined)[] = [];
  for (const { fact, state, value } of view.told(subject)) {
    if (fact === 'content') return undefined;
    parts.push(fact, state, value === undefined ? undefined : textOf(value));
  }
  // Ids and states have no such character, and JSON writes it as an escape.
  return parts.join('\u0000');
}

/** The part of a subject that names its place, as it is written: of what has none yet, nothing. */
function placePart(subject: string): string | undefined {
  if (subject.startsWith('plan://')) return undefined;
  const end = subject.indexOf('/', subject.indexOf('//') + 2);
  return end < 0 ? subject : subject.slice(0, end);
}

interface Written {
  readonly kind: string;
  readonly planned: PlannedAt | undefined;
  readonly place: string | undefined;
  readonly text: string;
}
/** By what was seen, what was written last of it: of a hundred thousand that were seen alike most lie where others do. */
const lately = new WeakMap<object, Written>();

/**
 * Undefined for a container whose answer depends on others too: one that holds the same bytes as another. What is constant
 * for a run (estate, facts, day) is no part of it, nor is who told what, for that is cited and never judged.
 */
export function standingOf(view: View, { subject, kind }: View['containers'][number]): string | undefined {
  const planned = view.planned?.get(subject);
  const place = placePart(subject);
  const claimed = datasetAt(view.estate, subject);
  const likeness = claimed === undefined && !view.heard.has('content') ? view.likenessOf(subject) : undefined;
  const known = likeness && lately.get(likeness);
  if (known?.kind === kind && known.planned === planned && known.place === place) return known.text;
  const seen = seenOf(view, subject);
  if (seen === undefined) return undefined;
  const { provider, zone, place: at, claims, claimedBefore, madeOf = [] } = planned ?? {};
  const { id, as, kind: copy } = claimed ?? {};
  // No id of a dataset has a comma.
  const made = madeOf.join();
  const text = [kind, place, provider, zone, at, claims, claimedBefore, made, id, as, copy, seen].join('\u0000');
  if (likeness !== undefined) lately.set(likeness, { kind, planned, place, text });
  return text;
}
