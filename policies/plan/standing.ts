/** Everything that the questions about a planned container are made of, as one text: equal texts, equal answers. */
import { datasetAt } from '../../estate/index.ts';
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
  return subject.startsWith('plan://') ? undefined : subject.split('/', 3).join('/');
}

/**
 * Undefined for a container whose answer depends on others too: one that holds the same bytes as another. What is constant
 * for a run (estate, facts, day) is no part of it, nor is who told what, for that is cited and never judged.
 */
export function standingOf(view: View, { subject, kind }: View['containers'][number]): string | undefined {
  const seen = seenOf(view, subject);
  if (seen === undefined) return undefined;
  const { provider, zone, place, claims, claimedBefore } = view.planned?.get(subject) ?? {};
  const { id, as, kind: copy } = datasetAt(view.estate, subject) ?? {};
  return [kind, placePart(subject), provider, zone, place, claims, claimedBefore, id, as, copy, seen].join('\u0000');
}
