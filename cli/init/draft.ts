/** Zones as an estate to read plans with: so the subjects that are proposed are exactly those that the gate will derive. Pure. */
import type { Estate, Place } from '../../estate/index.ts';
import type { FoundZone } from './found.ts';

/** Stands where only a person can answer; nothing that is read with this estate is ever judged. */
const blank = 'to-be-decided';

export function draftOf(zones: readonly FoundZone[]): Estate {
  const places = (zone: FoundZone): Record<string, Place> =>
    Object.fromEntries(
      zone.places.map(({ id, connection, region }) => [
        id,
        { [connection ?? 'files']: id, ...(region === undefined ? {} : { region }) },
      ]),
    );
  return {
    apiVersion: 'cloison/v1',
    organisation: { name: blank, entity: blank, accountable: `role:${blank}` },
    entities: {},
    zones: Object.fromEntries(
      zones.map((zone) => [
        zone.id,
        { side: 'private', provider: zone.provider ?? blank, country: zone.country ?? 'XX', places: places(zone) },
      ]),
    ),
    activities: {},
    datasets: {},
    operators: [],
    identities: [],
    flows: [],
    transfers: [],
    documents: {},
    waivers: [],
    freezes: [],
  };
}
