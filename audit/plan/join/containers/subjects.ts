/** Containers of one subject together: several resources may tell of one, and what they say differently nobody knows. */
import type { Estate, PlannedAt } from '../../../../estate/index.ts';
import { highestOf } from '../sides/claims.ts';
import type { Container } from './containers.ts';

export const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

type Some = readonly [Container, ...Container[]];
/** What the change forgets under one address and keeps under another is told by the other. */
function ownOf(all: Some): Some {
  const [first, ...others] = all.filter(({ kept }) => kept.planned.operation !== 'forget');
  return first === undefined ? all : [first, ...others];
}

/** Containers in the order of their subjects, those of one subject together and in the order of their own addresses. */
export function* bySubject(containers: Iterable<Container>): Generator<Some> {
  const all = [...containers].sort(
    (one, other) =>
      order(one.subject, other.subject) ||
      order(one.kept.planned.input, other.kept.planned.input) ||
      order(one.address, other.address),
  );
  for (let start = 0; start < all.length;) {
    let end = start + 1;
    while (all[end]?.subject === all[start]!.subject) end += 1;
    yield ownOf(all.slice(start, end) as [Container, ...Container[]]);
    start = end;
  }
}

/** Where two resources are one subject, what both say stands; what they say differently nobody knows, but the highest that was. */
export function agreed([first, ...others]: Some, estate: Estate): PlannedAt {
  if (others.length === 0) return first.planned;
  const {
    claimedBefore: _,
    madeOf: __,
    ...alike
  } = Object.fromEntries(
    Object.entries(first.planned).filter(([key, text]) =>
      others.every(({ planned }) => planned[key as keyof PlannedAt] === text),
    ),
  ) as PlannedAt;
  const before = highestOf(
    estate,
    [first, ...others].map(({ planned }) => planned.claimedBefore),
  );
  const madeOf = [...new Set([first, ...others].flatMap(({ planned }) => planned.madeOf ?? []))].sort();
  return {
    ...alike,
    ...(before === undefined ? {} : { claimedBefore: before }),
    ...(madeOf.length === 0 ? {} : { madeOf }),
  };
}
