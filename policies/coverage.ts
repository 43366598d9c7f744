/** What a run promised to look at and did not: every place of the estate ends in exactly one row. */
import { placeOf, type Collection, type FactName, type SubjectKind } from '../estate/index.ts';
import heard from './heard.json' with { type: 'json' };
import type { View } from './questions/view.ts';

export interface Gap {
  /** A place id, or, of a place that was wholly read, a declared container that was not found or one told of in part. */
  readonly what: string;
  readonly kind: 'place' | 'container';
  /** Closed codes: those of a source's coverage, and `not-collected`, `not-found`, `incomplete`. */
  readonly reason: string;
}

function places(view: View): { id: string; hosted: boolean }[] {
  return Object.values(view.estate.zones).flatMap((zone) =>
    Object.entries(zone.places ?? {}).map(([id, place]) => ({ id, hosted: place.saas !== undefined })),
  );
}

/**
 * What each kind of container must be heard on, be it `unsupported`: a fact left out would be taken for one that its
 * source cannot say, and answered by what the estate declares. Prints are told by runs that looked for copies, then of all.
 */
const mustHear = heard as Readonly<Partial<Record<SubjectKind, readonly FactName[]>>>;
const printed: ReadonlySet<SubjectKind> = new Set(['bucket', 'prefix', 'fileroot']);

function isHeard(view: View, subject: string, kind: SubjectKind, prints: boolean): boolean {
  const facts: readonly FactName[] = [
    ...(mustHear[kind] ?? []),
    ...(prints && printed.has(kind) ? ['content' as const] : []),
  ];
  return facts.every((fact) => view.seen(subject, fact) !== undefined);
}

export function gapsOf(view: View, collection: Collection | undefined): { gaps: Gap[]; declaredOnly: string[] } {
  const coverage = Map.groupBy(collection?.trailer.coverage ?? [], ({ place }) => place);
  const gaps: Gap[] = [];
  const whole = new Set<string>();
  const declaredOnly: string[] = [];
  for (const { id, hosted } of places(view)) {
    const rows = coverage.get(id);
    // One row that fell short is enough: no other row makes up for what it did not see.
    const short = rows?.find(({ reached, reason }) => !reached || reason !== undefined);
    if (hosted) declaredOnly.push(id);
    else if (rows === undefined) gaps.push({ what: id, kind: 'place', reason: 'not-collected' });
    else if (short !== undefined) gaps.push({ what: id, kind: 'place', reason: short.reason ?? 'unreachable' });
    else whole.add(id);
  }
  const there = view.containers.filter((each) => view.seen(each.subject, 'exists')?.state !== 'absent');
  const seen = new Set(there.map((each) => each.subject));
  for (const dataset of Object.values(view.estate.datasets)) {
    const declared = [...(dataset.lies ?? []), ...(dataset.copies ?? []).map((copy) => copy.subject)];
    for (const subject of declared) {
      if (whole.has(placeOf(subject) ?? '') && !seen.has(subject))
        gaps.push({ what: subject, kind: 'container', reason: 'not-found' });
    }
  }
  const prints = collection?.observations.some(({ fact }) => fact === 'content') ?? false;
  for (const { subject, kind } of there) {
    if (whole.has(placeOf(subject) ?? '') && !isHeard(view, subject, kind, prints))
      gaps.push({ what: subject, kind: 'container', reason: 'incomplete' });
  }
  return { gaps, declaredOnly };
}
