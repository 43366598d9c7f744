/** What a run promised to look at and did not: every place of the estate ends in exactly one row. */
import { placeOf, type Collection } from '../estate/index.ts';
import type { View } from './questions/view.ts';

export interface Gap {
  /** A place id, or the subject of a declared container that was not found where its place was wholly read. */
  readonly what: string;
  readonly kind: 'place' | 'container';
  /** Closed codes: those of a source's coverage, and `not-collected`, `not-found`. */
  readonly reason: string;
}

function places(view: View): { id: string; hosted: boolean }[] {
  return Object.values(view.estate.zones).flatMap((zone) =>
    Object.entries(zone.places ?? {}).map(([id, place]) => ({ id, hosted: place.saas !== undefined })),
  );
}

export function gapsOf(view: View, collection: Collection | undefined): { gaps: Gap[]; declaredOnly: string[] } {
  const coverage = new Map((collection?.trailer.coverage ?? []).map((row) => [row.place, row]));
  const gaps: Gap[] = [];
  const whole = new Set<string>();
  const declaredOnly: string[] = [];
  for (const { id, hosted } of places(view)) {
    const row = coverage.get(id);
    if (hosted) declaredOnly.push(id);
    else if (row === undefined) gaps.push({ what: id, kind: 'place', reason: 'not-collected' });
    else if (!row.reached || row.reason !== undefined)
      gaps.push({ what: id, kind: 'place', reason: row.reason ?? 'unreachable' });
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
  return { gaps, declaredOnly };
}
