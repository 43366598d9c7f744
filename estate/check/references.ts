/** Every id that is named must be written: a misspelt one would silently protect nothing. */
import { flawIn, type Draft, type Entry } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';
import { suggestion } from '../read/nearest.ts';

export type ReferenceKind = 'party' | 'entity' | 'zone' | 'dataset' | 'document' | 'operator' | 'place' | 'destination';

export interface Reference {
  readonly entry: Entry<unknown>;
  readonly at: readonly (string | number)[];
  readonly kind: ReferenceKind;
  readonly id: string;
}

export type Part = readonly [at: readonly (string | number)[], kind: ReferenceKind, id: string | undefined];

export function listParts(key: string, kind: ReferenceKind, ids: readonly string[] | undefined): Part[] {
  return (ids ?? []).map((id, index) => [[key, index], kind, id] as const);
}

export function* references<T>(
  entries: readonly Entry<T>[],
  partsOf: (value: T) => readonly Part[],
): Generator<Reference> {
  for (const entry of entries) {
    for (const [at, kind, id] of partsOf(entry.value)) if (id !== undefined) yield { entry, at, kind, id };
  }
}

/** A party is an entity of the estate, or the provider of a zone, which may be an id of the facts. */
function knownIds(draft: Draft): Record<ReferenceKind, ReadonlySet<string> | undefined> {
  const { entities, zones, datasets, documents, operators, places } = draft.written;
  const party = new Set([...entities, ...draft.zones.map(({ value }) => value.provider)]);
  return {
    party,
    entity: entities,
    zone: zones,
    dataset: datasets,
    document: documents,
    operator: operators,
    place: places,
    destination: new Set([...party, ...zones]),
  };
}

/** The sentence knows three nouns for the kinds that accept several. */
const noun: Readonly<Record<ReferenceKind, string>> = {
  party: 'entity',
  entity: 'entity',
  zone: 'zone',
  dataset: 'dataset',
  document: 'document',
  operator: 'operator',
  place: 'place',
  destination: 'entity',
};

const maxSearches = 50;

/** A table of thousands of unknown ids must not cost a comparison of each with each: the first few are enough to see why. */
function suggestions(): (kind: ReferenceKind, id: string, ids: ReadonlySet<string>) => ReturnType<typeof suggestion> {
  const found = new Map<string, ReturnType<typeof suggestion>>();
  return (kind, id, ids) => {
    const key = `${kind} ${id}`;
    const known = found.get(key) ?? suggestion(id, found.size < maxSearches ? ids : []);
    found.set(key, known);
    return known;
  };
}

export function* undeclared(draft: Draft, found: Iterable<Reference>): Generator<Flaw> {
  const known = knownIds(draft);
  const near = suggestions();
  for (const { entry, at, kind, id } of found) {
    const ids = known[kind];
    if (ids === undefined || ids.has(id)) continue;
    yield flawIn(entry, at, 'undeclared', { noun: noun[kind], id, ...near(kind, id, ids) });
  }
}
