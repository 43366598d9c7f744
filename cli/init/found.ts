/** What plans show of an estate that nobody has written yet: providers with their regions, and containers. Pure. */
import type { PlanReading } from '../../audit/index.ts';
import type { SubjectKind } from '../../estate/index.ts';

export interface FoundContainer {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly address: string;
  readonly input: string;
  /** Its manifest names no cluster. */
  readonly isManifest: boolean;
  /** Facts id; undefined for a store of one's own, and where nothing says whose it is. */
  readonly provider: string | undefined;
  readonly region: string | undefined;
  /** Place of the estate it was read with. */
  readonly place: string | undefined;
  readonly zone: string | undefined;
  /** Dataset that its tags or labels name. */
  readonly claims: string | undefined;
}

export type Connection = 's3' | 'postgresql' | 'kubernetes';
export interface FoundPlace {
  readonly id: string;
  /** Undefined for what no place is connected to, a disk say: a person chooses one. */
  readonly connection: Connection | undefined;
  readonly region: string | undefined;
}

export interface FoundZone {
  readonly id: string;
  readonly provider: string | undefined;
  /** Of its regions, by the facts. */
  readonly country: string | undefined;
  readonly places: readonly FoundPlace[];
  readonly containers: number;
}

/** These hold data of their own; a namespace or a workload is looked at through its volumes. */
const holding: ReadonlySet<string> = new Set(['bucket', 'prefix', 'database', 'stream', 'volume', 'fileroot', 'table']);

export function containersIn({ collection, inputs, planned, rows }: PlanReading): FoundContainer[] {
  const regions = new Map(
    collection.observations.flatMap((each) =>
      each.fact === 'location' && each.value !== undefined ? [[each.subject, each.value.region] as const] : [],
    ),
  );
  const inputOf = new Map(rows.flatMap(({ subject, input }) => (subject === undefined ? [] : [[subject, input]])));
  const manifests = new Set(inputs.filter(({ kind }) => kind === 'kubernetes').map(({ name }) => name));
  return collection.observations
    .filter(({ fact, kind }) => fact === 'exists' && holding.has(kind))
    .map(({ subject, kind, origin }) => {
      const input = inputOf.get(subject) ?? '';
      const { provider, place, zone, claims } = planned.get(subject) ?? {};
      const at = { provider, place, zone, claims, region: regions.get(subject) };
      return { subject, kind, address: origin.call, input, isManifest: manifests.has(input), ...at };
    });
}

const connections: Readonly<Partial<Record<SubjectKind, Connection>>> = { bucket: 's3', database: 'postgresql' };
const connectionOf = ({ isManifest, kind }: FoundContainer): Connection | undefined =>
  isManifest ? 'kubernetes' : connections[kind];

export const idOf = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined)
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);

/** One place a region and connection; a region that only holds what has no connection gets one to be completed. */
function placesOf(all: readonly FoundContainer[], zone: string): FoundPlace[] {
  const places = new Map<string, FoundPlace>();
  for (const container of all.toSorted((one, other) => Number(!connectionOf(one)) - Number(!connectionOf(other)))) {
    const [connection, { region }] = [connectionOf(container), container];
    const isHeld = [...places.values()].some((place) => place.region === region);
    if (connection === undefined && isHeld) continue;
    const id = idOf(zone, region, connection);
    places.set(id, { id, connection, region });
  }
  return [...places.values()];
}

/** `countryOf`: of a region, by the facts. Zones are told apart by provider and country, as the estate tells them. */
export function zonesOf(
  containers: readonly FoundContainer[],
  countryOf: (provider: string, region: string) => string | undefined,
): FoundZone[] {
  const country = ({ provider, region }: FoundContainer) =>
    provider === undefined || region === undefined ? undefined : countryOf(provider, region);
  const key = (each: FoundContainer) => idOf(each.isManifest ? 'cluster' : (each.provider ?? 'own'), country(each));
  return [...Map.groupBy(containers, key)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, all]) => ({
      id,
      provider: all[0]!.provider,
      country: country(all[0]!),
      places: placesOf(all, id),
      containers: all.length,
    }));
}
