/** From a row of the resource table to resources as a tool would write them, so that every type can be mutated alike. */
import { segmentsOf, spellings } from '../../../audit/plan/table/leaves.ts';
import type { Path, Row } from '../../../audit/plan/table/shape.ts';
import { resourceTable, type Entry } from '../../../audit/plan/table/table.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../audit/plan/told.ts';
import { doorValues, isLax } from './wrongs.ts';

export const { entries, entryOfFamily } = resourceTable();

/** Where data may lie, and where they may not: a region of the provider in the Union, one outside, and a zone of each. */
export interface Regions {
  readonly home: readonly [region: string, zone: string];
  readonly abroad: readonly [region: string, zone: string];
}
export const regionsOf: Readonly<Record<string, Regions>> = {
  aws: { home: ['eu-west-3', 'eu-west-3a'], abroad: ['us-east-1', 'us-east-1a'] },
  gcp: { home: ['europe-west9', 'europe-west9-b'], abroad: ['us-central1', 'us-central1-a'] },
  azure: { home: ['francecentral', 'francecentral'], abroad: ['eastus', 'eastus'] },
  alibaba: { home: ['eu-central-1', 'eu-central-1a'], abroad: ['ap-southeast-1', 'ap-southeast-1a'] },
  ovh: { home: ['GRA', 'GRA'], abroad: ['SGP', 'SGP'] },
  // All regions of this provider lie in the Union: abroad is one that nobody knows.
  scaleway: { home: ['fr-par', 'fr-par-2'], abroad: ['us-nyc', 'us-nyc-1'] },
  outscale: { home: ['eu-west-2', 'eu-west-2a'], abroad: ['us-east-2', 'us-east-2a'] },
  exoscale: { home: ['de-fra-1', 'de-fra-1'], abroad: ['ch-gva-2', 'ch-gva-2'] },
  own: { home: ['eu-private', 'eu-private'], abroad: ['far-away', 'far-away'] },
};

export type Where = 'home' | 'abroad' | 'unknown' | 'unsaid';
export const isCamel = (type: string): boolean => type.includes(':') || /^[A-Z]/.test(type);
export const packageOf = (type: string): string => type.split(type.includes(':') ? ':' : '_')[0]!;
/** OpenStack is nobody's: whose it is, the address it is served from says. */
export const providerOf = ({ provider }: Entry, type: string): string =>
  packageOf(type) === 'openstack' ? 'ovh' : provider;

/** Puts a value at a path of the row, spelt as the tool spells it. */
export function planted(path: Path, value: Tree, row: Row, type: string, into: Properties): Properties {
  const text = typeof path === 'string' ? path : path.join('.');
  const renamed = isCamel(type) ? row.pulumi?.[text]?.split('.') : undefined;
  const names = renamed ?? segmentsOf(path).map((name) => (isCamel(type) ? spellings(name, 'camel')[0]! : name));
  const put = (tree: Properties, [head, ...rest]: readonly string[]): Properties => ({
    ...tree,
    [head!]: rest.length === 0 ? value : put((tree[head!] ?? {}) as Properties, rest),
  });
  return put(into, names);
}

const [region, zone] = [0, 1] as const;
/** The value at one clue of the place; undefined where nothing stands there. */
function placeAt(as: string, where: Where, { home, abroad }: Regions, isOwn: boolean): Tree | undefined {
  if (where === 'unsaid') return undefined;
  if (as === 'endpoint') return isOwn ? 'https://s3.example' : undefined;
  if (as === 'arn' || as === 'terms') return undefined;
  if (where === 'unknown') return unknownLeaf;
  return (where === 'home' ? home : abroad)[as === 'zone' ? zone : region];
}

/** Everything about the resource that its row asks for, and nothing else. */
export function minimal(entry: Entry, type: string, name: string, where: Where, dataset: string): Properties {
  const { row } = entry;
  const regions = regionsOf[providerOf(entry, type)]!;
  let tree: Properties = {};
  const plant = (path: Path, value: Tree | undefined) => {
    if (value !== undefined) tree = planted(path, value, row, type, tree);
  };
  plant(row.name?.[0] ?? 'name', name);
  plant([...segmentsOf(entry.tags[0]!), 'cloison-dataset'], dataset);
  // Kubernetes says its place by its cluster.
  if (row.object === undefined)
    for (const { path, as } of row.place ?? []) plant(path, placeAt(as, where, regions, entry.provider === 'own'));
  for (const door of (row.doors ?? []).filter(isLax)) plant(door.read.path, doorValues(door, 'shut')[0]);
  if (row.replication?.absent === 'unknown') {
    const [reading] = row.replication.read;
    const nowhere = Object.entries(reading!.values ?? {}).find(([, targets]) => targets.length === 0);
    plant(reading!.path, nowhere?.[0]);
  }
  return tree;
}

/** What configures the provider that serves it. */
export function serving(entry: Entry, type: string, where: Where): Properties {
  const { home, abroad } = regionsOf[providerOf(entry, type)]!;
  const at: Tree | undefined =
    where === 'unsaid' ? undefined : where === 'unknown' ? unknownLeaf : (where === 'home' ? home : abroad)[region];
  const context = { home: 'paris', abroad: 'far', unknown: 'somewhere', unsaid: 'nowhere' }[where];
  return {
    ...(at === undefined ? {} : { region: at, location: at, minio_region: at, minioRegion: at, api: { region: at } }),
    ...(packageOf(type) === 'openstack'
      ? { auth_url: 'https://auth.cloud.ovh.net/v3', authUrl: 'https://auth.cloud.ovh.net/v3' }
      : {}),
    ...(packageOf(type) === 'minio' ? { minio_server: 'https://s3.example', minioServer: 'https://s3.example' } : {}),
    ...(packageOf(type) === 'kubernetes' ? { config_context: context, context } : {}),
  };
}

export const holders = entries
  .filter(({ row }) => row.role === 'holds' && row.kind !== 'namespace')
  .flatMap((entry) => entry.row.types.map((type) => [type, entry] as const));
