/** Questions that every room asks the estate. Pure; an id that the estate does not know gives undefined, never a guess. */
import { digestOf } from '../canonical.ts';
import type { Activity } from '../schema/data.ts';
import type { Estate } from '../schema/estate.ts';
import type { Entity } from '../schema/parties.ts';
import type { Place, Zone } from '../schema/zones.ts';

function own<T>(table: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

export function entityOf(estate: Estate, id: string): Entity | undefined {
  return own(estate.entities, id);
}

export interface PlacedIn {
  readonly zoneId: string;
  readonly zone: Zone;
  readonly place: Place;
}

export function zoneOfPlace(estate: Estate, placeId: string): PlacedIn | undefined {
  for (const [zoneId, zone] of Object.entries(estate.zones)) {
    const place = own(zone.places ?? {}, placeId);
    if (place !== undefined) return { zoneId, zone, place };
  }
  return undefined;
}

/** The entity itself first, then its parents upwards; ends before an entity would come twice, or at one not declared. */
export function parentsOf(
  estate: Estate,
  entityId: string,
): readonly { readonly id: string; readonly entity: Entity }[] {
  const chain: { id: string; entity: Entity }[] = [];
  let id: string | undefined = entityId;
  while (id !== undefined && !chain.some((link) => link.id === id)) {
    const entity = entityOf(estate, id);
    if (entity === undefined) break;
    chain.push({ id, entity });
    id = entity.parent;
  }
  return chain;
}

/** Activities that use a dataset, with their ids, in the order of the estate. */
export function activitiesOf(
  estate: Estate,
  datasetId: string,
): readonly { readonly id: string; readonly activity: Activity }[] {
  return Object.entries(estate.activities)
    .filter(([, activity]) => activity.datasets.includes(datasetId))
    .map(([id, activity]) => ({ id, activity }));
}

const digests = new WeakMap<Estate, string>();

/** `sha256:…` of the canonical estate: what collections, revisions and evidence name. Thousands of operators: counted once. */
export function estateDigest(estate: Estate): string {
  const known = digests.get(estate) ?? digestOf(estate);
  digests.set(estate, known);
  return known;
}
