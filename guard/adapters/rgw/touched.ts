/** Which containers of a store a request touches. */
import { subjectOf, type Grant } from '../../../estate/index.ts';
import { containedIn, isProtected, type Bench, type Contained } from '../../bench.ts';
import type { Holder } from '../../decide.ts';

function prefixOf({ segments, isPrefix }: Contained): string {
  return isPrefix ? `${segments.slice(1).join('/')}/` : '';
}

/**
 * Of an object, the longest declared container around it. Of a bucket as a whole, the bucket and every declared prefix in
 * it: a listing, a policy or a deletion reaches them all.
 */
export function touched(bench: Bench, place: string, bucket: string, object: string | undefined): Contained[] {
  const whole = containedIn(subjectOf.bucket(place, bucket));
  const inside = bench
    .containersAt(place)
    .filter((each) => each.isPrefix && each.segments[0] === bucket)
    .sort((one, other) => prefixOf(other).length - prefixOf(one).length);
  if (object === undefined) return [whole, ...inside];
  return [inside.find((each) => object.startsWith(prefixOf(each))) ?? whole];
}

const freshMillis = 7 * 24 * 60 * 60 * 1000;
const opening: ReadonlySet<string> = new Set(['read', 'exec', 'admin']);

/** Whether the store itself may let the holder read there: surely not only when fresh, read grants name nobody like it. */
function mayHold({ view }: Bench, subject: string, holder: Holder): boolean {
  const seen = view.seen(subject, 'grants');
  // Dated in the future it would stay fresh for as long as its author likes.
  const age = seen === undefined ? -1 : Date.parse(view.asOf) - Date.parse(seen.at);
  const isFresh = age >= 0 && age <= freshMillis;
  if (!isFresh || seen?.value === undefined) return true;
  const isTheirs = ({ who, id }: Grant) =>
    who === 'everyone' ||
    who === 'authenticated' ||
    (who === 'operator' ? id === holder.id : holder.who === 'identity');
  return seen.value.grants.some((grant) => isTheirs(grant) && grant.rights.some((right) => opening.has(right)));
}

/** Protected containers of the place that an upload by this holder may really be a copy of. */
export function possibleSources(
  bench: Bench,
  place: string,
  holder: Holder,
  target: readonly Contained[],
): Contained[] {
  const targets = new Set(target.map(({ subject }) => subject));
  return bench
    .containersAt(place)
    .filter(({ subject, kind }) => !targets.has(subject) && isProtected(bench.classOf(subject, kind).effective))
    .filter(({ subject }) => mayHold(bench, subject, holder));
}
