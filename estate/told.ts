/**
 * A collection that tells container by container. Its observations are made when somebody asks: of the hundred thousand
 * containers of a plan most are told alike, and are never looked at one by one.
 */
import type { FactName } from './facts.ts';
import type { Collection, CollectionHeader, Observation, SubjectKind } from './observation.ts';

export interface ToldContainers {
  /** By subject, each once. */
  readonly containers: readonly { readonly subject: string; readonly kind: SubjectKind }[];
  /** One observation a fact; the same ones as long as nobody asks of another container. */
  of(subject: string): readonly Observation[];
  /** One object for all containers of which the same is told, whoever tells it. */
  likenessOf(subject: string): object | undefined;
  /** Facts of which anything is told at all. */
  readonly facts: ReadonlySet<FactName>;
  /** How many observations there are. */
  readonly count: number;
}

const known = new WeakMap<Collection, ToldContainers>();

export function collectionOf(header: CollectionHeader, told: ToldContainers): Collection {
  let made: readonly Observation[] | undefined;
  const collection: Collection = {
    header,
    get observations() {
      return (made ??= told.containers.flatMap(({ subject }) => told.of(subject)));
    },
    trailer: { end: true, observations: told.count, coverage: [] },
  };
  known.set(collection, told);
  return collection;
}

/** Undefined for a collection that was read or changed: then its observations are all there is. */
export const toldBy = (collection: Collection | undefined): ToldContainers | undefined =>
  collection === undefined ? undefined : known.get(collection);

const grouped = new WeakMap<Collection, Map<string, Observation[]>>();

/** What a collection holds of a subject, whatever made it. */
export function tellerOf(collection: Collection): (subject: string) => readonly Observation[] {
  const told = known.get(collection);
  if (told !== undefined) return (subject) => told.of(subject);
  const bySubject = grouped.get(collection) ?? Map.groupBy(collection.observations, ({ subject }) => subject);
  grouped.set(collection, bySubject);
  return (subject) => bySubject.get(subject) ?? [];
}
