/** Which zone and place of the estate a planned container will lie in: by endpoint, by context, or by provider and region. */
import { sameEndpoint, type ConnectionKind, type Estate, type Place } from '../../../estate/index.ts';
import type { Derived } from './derive.ts';

export interface Matched {
  /** Facts id, or the entity of the estate that stands for it. */
  readonly provider: string | undefined;
  readonly zone: string | undefined;
  /** Set where exactly one place matches. */
  readonly place: string | undefined;
}

interface Known {
  readonly zone: string;
  readonly id: string;
  readonly place: Place;
  readonly provider: string;
}
const inventories = new WeakMap<Estate, readonly Known[]>();

function inventoryOf(estate: Estate): readonly Known[] {
  const known =
    inventories.get(estate) ??
    Object.entries(estate.zones).flatMap(([zone, { provider, places = {} }]) =>
      Object.entries(places).map(([id, place]) => ({ zone, id, place, provider })),
    );
  inventories.set(estate, known);
  return known;
}

function at(inventory: readonly Known[], kind: ConnectionKind, written: string): readonly Known[] {
  const wanted = sameEndpoint(kind, written);
  return inventory.filter(({ place }) => place[kind] !== undefined && sameEndpoint(kind, place[kind]) === wanted);
}

/** A change that says itself where the server is, is matched by nothing else: a name beside it is its own word. */
function cluster(inventory: readonly Known[], { context, server }: Derived): readonly Known[] | undefined {
  if (server === undefined) return context === undefined ? undefined : at(inventory, 'kubernetes', context);
  const wanted = server.value === undefined ? undefined : sameEndpoint('s3', server.value);
  return inventory.filter(({ place }) => place.server !== undefined && sameEndpoint('s3', place.server) === wanted);
}

/** What an identity service serves lies where it says, whatever address the store has. */
function served(inventory: readonly Known[], { endpoint, region }: Derived): readonly Known[] {
  if (endpoint?.value === undefined) return [];
  const wanted = sameEndpoint('keystone', endpoint.value);
  return inventory.filter(
    ({ place }) =>
      place.keystone !== undefined &&
      sameEndpoint('keystone', place.keystone) === wanted &&
      (region.value === undefined || place.region === undefined || place.region === region.value),
  );
}

function byEndpoint(inventory: readonly Known[], derived: Derived, connection: ConnectionKind | undefined) {
  const written = derived.endpoint?.value;
  const own = written === undefined || connection === undefined ? [] : at(inventory, connection, written);
  return own.length > 0 ? own : served(inventory, derived);
}

/** A place of an identity service alone holds all that it serves. */
const holds = ({ place }: Known, connection: ConnectionKind | undefined): boolean =>
  (connection !== undefined && place[connection] !== undefined) ||
  (place.keystone !== undefined && place.s3 === undefined);

const only = <T>(rows: readonly T[]): T | undefined => (rows.length === 1 ? rows[0] : undefined);

function inRegion(inventory: readonly Known[], provider: string | undefined, region: string | undefined) {
  if (provider === undefined || region === undefined) return [];
  return inventory.filter((known) => known.provider === provider && known.place.region === region);
}

/**
 * `connection`: how a place of this kind of container is connected; undefined for what no place of the estate can hold (a
 * block volume): then only the zone is matched. `handed`: the place that the caller names for the input; it answers for what it is connected as, and for no bucket.
 */
export function matchPlace(
  estate: Estate,
  derived: Derived,
  connection: ConnectionKind | undefined,
  handed?: string,
): Matched {
  const { provider, region } = derived;
  const inventory = inventoryOf(estate);
  const named =
    handed !== undefined
      ? inventory.filter(
          ({ id, place }) => id === handed && connection !== undefined && place[connection] !== undefined,
        )
      : connection === 'kubernetes'
        ? cluster(inventory, derived)
        : byEndpoint(inventory, derived, connection);
  const found = named !== undefined && named.length > 0 ? named : undefined;
  const alike = inRegion(inventory, provider, region.value);
  const fitting =
    found?.filter((known) => holds(known, connection)) ??
    alike.filter(({ place }) => connection !== undefined && place[connection] !== undefined);
  const place = only(fitting);
  const zones = new Set((place === undefined ? (found ?? alike) : [place]).map(({ zone }) => zone));
  return {
    provider: place?.provider ?? provider,
    zone: zones.size === 1 ? [...zones][0] : undefined,
    place: place?.id,
  };
}
