/**
 * Declared prefixes of the buckets of a plan. Each is a container of its own with a dataset of its own: a bucket of
 * published figures that is opened or moved takes along the file of patients that lies in one of its prefixes.
 */
import { datasetAt, encodeSegment, subjectOf, type Estate, type FactValue } from '../../../../estate/index.ts';
import type { Answer } from '../../../source.ts';
import { derived } from './alike.ts';
import type { Around } from './around.ts';
import { highestOf } from '../sides/claims.ts';
import type { Container } from './containers.ts';
import { together } from '../rights/identities.ts';

const indexes = new WeakMap<Estate, ReadonlyMap<string, readonly string[]>>();
const none: readonly string[] = Object.freeze([]);
const nothing: readonly Container[] = Object.freeze([]);

/** By subject of the bucket, the prefixes in it that its place declares, each with its slash. */
function declaredIn(estate: Estate): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(estate);
  if (known !== undefined) return known;
  const places = Object.values(estate.zones).flatMap((zone) => Object.entries(zone.places ?? {}));
  const pairs = places.flatMap(([place, { prefixes = [] }]) =>
    prefixes.map((prefix) => {
      const end = prefix.indexOf('/');
      return { bucket: subjectOf.bucket(place, prefix.slice(0, end)), rest: prefix.slice(end + 1) };
    }),
  );
  const made = new Map(
    [...Map.groupBy(pairs, ({ bucket }) => bucket)].map(([bucket, all]) => [bucket, all.map(({ rest }) => rest)]),
  );
  indexes.set(estate, made);
  return made;
}

/** What lies in a bucket that has no subject of its own yet has none either: one segment more than the bucket's. */
function within(bucket: string, prefix: string): string {
  const subject = `${bucket}/${prefix.split('/').slice(0, -1).map(encodeSegment).join('/')}`;
  return bucket.startsWith('store://') ? `${subject}/` : subject;
}

export const prefixesOf = (estate: Estate, bucket: string): readonly string[] =>
  (declaredIn(estate).get(bucket) ?? none).map((prefix) => within(bucket, prefix));

function prefixIn(container: Container, prefix: string, around: Around): Container {
  const { estate } = around;
  const { kept, placed, planned } = container;
  const subject = within(container.subject, prefix);
  const formers = container.formers.map((former) => within(former, prefix));
  const { facts } = derived(kept, around, prefix);
  const grants = together(
    facts.grants as Answer<FactValue<'grants'>> | undefined,
    around.identities.grantsOn(kept, placed, prefix),
  );
  // The bucket claims for what nobody declares; of a prefix with a dataset of its own it says nothing.
  const own = [subject, ...formers].filter((each) => datasetAt(estate, each)?.container === each);
  const { claims: _, claimedBefore: __, madeOf: ___, ...at } = planned;
  const before = highestOf(
    estate,
    own.filter((each) => each !== subject).map((each) => datasetAt(estate, each)?.id),
  );
  return {
    ...container,
    subject,
    kind: 'prefix',
    formers,
    facts: grants === undefined ? facts : { ...facts, grants },
    planned: own.length === 0 ? planned : { ...at, ...(before === undefined ? {} : { claimedBefore: before }) },
  };
}

/** Of a bucket all that is declared in it where it will lie, and all that it brings along. */
export function prefixesIn(container: Container, around: Around): readonly Container[] {
  const declared = declaredIn(around.estate);
  if (declared.size === 0) return nothing;
  const buckets = [container.subject, ...container.formers];
  const all = new Set(buckets.flatMap((bucket) => declared.get(bucket) ?? none));
  return [...all].map((prefix) => prefixIn(container, prefix, around));
}
