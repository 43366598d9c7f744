/** One side of an estate as a stack makes it: its zones, their places, and what the datasets say lies there. */
import {
  parseSubject,
  type Dataset,
  type Day,
  type Estate,
  type Language,
  type Place,
  type Side,
  type Zone,
} from '../../estate/index.ts';
import type { Judge } from '../../infra/index.ts';

export interface SideGround {
  readonly estate: Estate;
  readonly judge: Judge;
  readonly language: Language;
  readonly day: Day;
  /** Place → named profile of the SDK; places that are not in it use the environment. */
  readonly profiles: Readonly<Record<string, string>>;
  /** Place → principals that may read every bucket of it, as ARNs. */
  readonly readers: Readonly<Record<string, readonly string[]>>;
}

export interface SidePlace {
  readonly id: string;
  readonly place: Place;
  readonly zoneId: string;
  readonly zone: Zone;
}

export interface Lying {
  readonly id: string;
  readonly dataset: Dataset;
  readonly subject: string;
  /** What follows the place: the bucket; or namespace, kind and name. */
  readonly segments: readonly string[];
}

export function placesOf(estate: Estate, side: Side): SidePlace[] {
  return Object.entries(estate.zones)
    .filter(([, zone]) => zone.side === side)
    .flatMap(([zoneId, zone]) => Object.entries(zone.places ?? {}).map(([id, place]) => ({ id, place, zoneId, zone })));
}

/** Containers that datasets declare in one place. A prefix lies in a bucket that is declared or not: it makes none. */
export function lyingIn(estate: Estate, place: string): Lying[] {
  return Object.entries(estate.datasets).flatMap(([id, dataset]) =>
    (dataset.lies ?? []).flatMap((subject) => {
      const { scheme, segments, isPrefix } = parseSubject(subject);
      const [at, ...rest] = segments;
      const isOurs = at === place && !isPrefix && ['store', 'cluster'].includes(scheme);
      return isOurs ? [{ id, dataset, subject, segments: rest }] : [];
    }),
  );
}

/** The region that a place says, else the only one that its provider has in the country of the zone. */
export function regionOf(estate: Estate, { id, place, zone }: SidePlace): string {
  const regions = Object.entries(estate.entities[zone.provider]?.regions ?? {});
  const here = regions.filter(([, country]) => country === zone.country).map(([region]) => region);
  const region = place.region ?? (here.length === 1 ? here[0] : undefined);
  if (region === undefined)
    throw new Error(`place ${id} says no region, and its provider has ${here.length} in ${zone.country}`);
  return region;
}
