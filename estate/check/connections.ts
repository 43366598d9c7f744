/** Places: one connection each, one name in the estate, one place an endpoint. */
import { flawIn, type Check, type Draft, type Entry } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';
import type { Place, Zone } from '../schema/zones.ts';

export const connectionKinds = ['s3', 'kubernetes', 'postgresql', 'files', 'saas', 'keystone'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

export interface PlacedEntry {
  readonly zone: Entry<Zone>;
  readonly name: string;
  readonly place: Place;
}

export function placesOf(draft: Draft): PlacedEntry[] {
  return draft.zones.flatMap((zone) =>
    Object.entries(zone.value.places ?? {}).map(([name, place]) => ({ zone, name, place })),
  );
}

const writtenAt = (place: Place): ConnectionKind[] => connectionKinds.filter((kind) => place[kind] !== undefined);

/** A store is connected as one; the identity service beside it says only by whom it is served. */
export function kindsOf(place: Place): ConnectionKind[] {
  const kinds = writtenAt(place);
  return kinds.length === 2 && kinds[0] === 's3' && kinds[1] === 'keystone' ? ['s3'] : kinds;
}

/** One spelling of an endpoint: host in lower case, default port and last slashes left out, no credentials. */
export function sameEndpoint(kind: ConnectionKind, written: string): string {
  if (kind === 'kubernetes' || kind === 'saas') return `${kind} ${written}`;
  if (kind === 'files') return `files ${written.replace(/\/+$/, '')}/`;
  if (!URL.canParse(written)) return `${kind} ${written}`;
  const { host, hostname, port, pathname, protocol } = new URL(written);
  const isDefault = protocol === 'postgresql:' || protocol === 'postgres:' ? port === '5432' : port === '';
  return `${kind} ${(isDefault ? hostname : host).toLowerCase()}${pathname.replace(/\/+$/, '')}`;
}

function overlap(one: string, other: string): boolean {
  return one === other || (one.startsWith('files ') && (one.startsWith(other) || other.startsWith(one)));
}

function* connection({ zone, name, place }: PlacedEntry): Generator<Flaw> {
  const kinds = kindsOf(place);
  if (kinds.length === 1) return;
  const code = kinds.length === 0 ? 'place-unconnected' : 'place-two-connections';
  yield flawIn(
    zone,
    ['places', name],
    code,
    { id: name, kinds: (kinds.length === 0 ? connectionKinds : kinds).join(', ') },
    { part: 'key' },
  );
}

export const connections: Check = function* (draft) {
  const names = new Map<string, PlacedEntry>();
  const endpoints: { readonly at: string; readonly name: string }[] = [];
  for (const placed of placesOf(draft)) {
    const { zone, name, place } = placed;
    yield* connection(placed);
    const before = names.get(name);
    if (before !== undefined) {
      yield flawIn(zone, ['places', name], 'place-twice', { id: name, zone: before.zone.id }, { part: 'key' });
    }
    names.set(name, placed);
    for (const kind of writtenAt(place)) {
      // One identity service may serve several regions.
      const at = `${sameEndpoint(kind, place[kind]!)}${kind === 'keystone' ? ` ${place.region ?? ''}` : ''}`;
      const other = endpoints.find((endpoint) => overlap(endpoint.at, at));
      if (other !== undefined)
        yield flawIn(zone, ['places', name, kind], 'place-overlap', { id: name, other: other.name });
      endpoints.push({ at, name });
    }
  }
};
