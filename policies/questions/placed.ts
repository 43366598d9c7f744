/** Where a subject lies: in the zone of its own place, else where a plan says that it will. */
import { zoneOfPlace, type Estate, type Place, type PlannedAt, type Zone } from '../../estate/index.ts';

export interface Placed {
  readonly provider?: string;
  readonly zoneId?: string;
  readonly zone?: Zone;
  readonly place?: Place;
  /** Ids of zones it may be in, where no single one is known. */
  readonly among: readonly string[];
  /** Whether each of `among` has both the provider and the region; else the provider alone. */
  readonly matched: boolean;
}

const nowhere: Placed = { among: [], matched: false };

function inZone(zoneId: string, zone: Zone, place: Place | undefined): Placed {
  return { provider: zone.provider, zoneId, zone, ...(place === undefined ? {} : { place }), among: [], matched: true };
}

/** Zones of the provider that have the region; where none has, all its zones: an undeclared region decides nothing. */
function amongZones(
  estate: Estate,
  provider: string,
  region: string | undefined,
  members: readonly string[] | undefined,
): Placed {
  const hosted = Object.entries(estate.zones).filter(([, zone]) => zone.provider === provider);
  const having = (wanted: string) =>
    hosted.filter(([, { places }]) => Object.values(places ?? {}).some((place) => place.region === wanted));
  const exact = region === undefined ? [] : having(region);
  const each = exact.length > 0 ? [exact] : (members ?? []).map(having);
  // A member that no zone has may lie anywhere.
  const here = each.every((zones) => zones.length > 0) ? [...new Map(each.flat())] : [];
  if (here.length === 1) return inZone(here[0]![0], here[0]![1], undefined);
  const matched = here.length > 0;
  return { provider, among: (matched ? here : hosted).map(([id]) => id).sort(), matched };
}

/** `placeId`: the place that the subject itself names. `region`: as it was seen, or will be; it tells zones of one provider apart. `members`: the regions that it stands for, where it is no region. */
export function placedIn(
  estate: Estate,
  placeId: string | undefined,
  planned: PlannedAt | undefined,
  region: string | undefined,
  members?: readonly string[],
): Placed {
  const id = placeId ?? planned?.place;
  const own = id === undefined ? undefined : zoneOfPlace(estate, id);
  if (own !== undefined) return inZone(own.zoneId, own.zone, own.place);
  if (planned?.zone !== undefined && Object.hasOwn(estate.zones, planned.zone))
    return inZone(planned.zone, estate.zones[planned.zone]!, undefined);
  return planned?.provider === undefined ? nowhere : amongZones(estate, planned.provider, region, members);
}
