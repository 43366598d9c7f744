/** Containers: each `lies` and `copies` a subject of a known place, each container in one dataset. */
import { flawIn, type Check, type Draft, type Entry } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';
import { suggestion } from '../read/nearest.ts';
import type { Dataset } from '../schema/data.ts';
import { parseSubject, type ParsedSubject } from '../subject.ts';
import type { Place } from '../schema/zones.ts';
import { kindsOf, placesOf, type ConnectionKind } from './connections.ts';

export interface Claim {
  readonly entry: Entry<Dataset>;
  readonly at: readonly (string | number)[];
  readonly subject: string;
}

export function claimsOf(entry: Entry<Dataset>): Claim[] {
  const lies = (entry.value.lies ?? []).map((subject, index) => ({ entry, at: ['lies', index], subject }));
  const copies = (entry.value.copies ?? []).map(({ subject }, index) => ({
    entry,
    at: ['copies', index, 'subject'],
    subject,
  }));
  return [...lies, ...copies];
}

export function parsed(subject: string): ParsedSubject | undefined {
  try {
    return parseSubject(subject);
  } catch {
    return undefined;
  }
}

const schemeOf: Readonly<Record<ConnectionKind, string>> = {
  s3: 'store',
  kubernetes: 'cluster',
  postgresql: 'database',
  files: 'file',
  saas: 'place',
  keystone: 'store',
};

/** An object in a bucket, a schema without table: none of these is the unit of judgement. */
export function isContainer({ scheme, segments, isPrefix }: ParsedSubject): boolean {
  const { length } = segments;
  if (scheme === 'store') return isPrefix ? length >= 3 : length === 2;
  if (scheme === 'cluster' || scheme === 'database') return length === 4;
  return (scheme === 'file' && length >= 1) || (scheme === 'place' && length === 1);
}

function* fits(claim: Claim, subject: ParsedSubject, place: Place): Generator<Flaw> {
  const [name, ...inner] = subject.segments;
  const kind = kindsOf(place)[0];
  if (kind !== undefined && schemeOf[kind] !== subject.scheme) {
    yield flawIn(claim.entry, claim.at, 'container-scheme', {
      id: name!,
      scheme: subject.scheme,
      expected: schemeOf[kind],
    });
  } else if (subject.isPrefix && !(place.prefixes ?? []).includes(`${inner.join('/')}/`)) {
    yield flawIn(claim.entry, claim.at, 'prefix-undeclared', { id: name!, prefix: `${inner.join('/')}/` });
  }
}

function* known(claim: Claim, draft: Draft, places: ReadonlyMap<string, Place>): Generator<Flaw> {
  const subject = parsed(claim.subject);
  if (subject === undefined) {
    yield flawIn(claim.entry, claim.at, 'bad-subject');
    return;
  }
  if (!isContainer(subject)) {
    yield flawIn(claim.entry, claim.at, 'not-a-container', { scheme: subject.scheme });
    return;
  }
  const id = subject.segments[0]!;
  const place = places.get(id);
  if (place !== undefined) yield* fits(claim, subject, place);
  else if (!draft.written.places.has(id)) {
    yield flawIn(claim.entry, claim.at, 'undeclared', { noun: 'place', id, ...suggestion(id, draft.written.places) });
  }
}

export const containers: Check = function* (draft) {
  // Of two places of one name the first counts, as in every other check.
  const places = new Map(
    placesOf(draft)
      .toReversed()
      .map(({ name, place }) => [name, place]),
  );
  const owners = new Map<string, string>();
  for (const claim of draft.datasets.flatMap(claimsOf)) {
    yield* known(claim, draft, places);
    const other = owners.get(claim.subject);
    if (other !== undefined) yield flawIn(claim.entry, claim.at, 'container-twice', { other });
    owners.set(claim.subject, claim.entry.id);
  }
};
