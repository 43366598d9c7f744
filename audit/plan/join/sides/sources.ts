/** Where a volume of a cluster keeps its bytes when that is not the cluster: its server, its disk, the settings of its class. */
import { isMark, leavesAt, type Leaf } from '../../table/leaves.ts';
import { saidBy, type Said } from '../../place/derive.ts';
import { providerOfEndpoint, regionOfZone } from '../../place/region.ts';
import type { Clue } from '../../table/shape.ts';
import type { Properties, Tree } from '../../told.ts';
import known from './sources.json' with { type: 'json' };
import { leavesOn, type Page } from './said.ts';

const lists = {
  remote: new Set(known.remote),
  disks: new Set(known.disks),
  near: new Set(known.nearDrivers),
  servers: new Set(known.servers),
};
/** Terraform writes `host_path`, Kubernetes `hostPath`: one name. */
const plainly = new Map<string, string>();
function plain(name: string): string {
  const before = plainly.get(name);
  if (before !== undefined) return before;
  const made = name.replaceAll('_', '').toLowerCase();
  if (plainly.size < 1000) plainly.set(name, made);
  return made;
}
const tableOf = (leaf: Leaf | undefined): Properties =>
  typeof leaf === 'object' && leaf !== null && !isMark(leaf) && !Array.isArray(leaf) && !('leaf' in leaf)
    ? (leaf as Properties)
    : {};
const none: readonly Said[] = Object.freeze([]);
const elsewhere: Said = Object.freeze({ as: 'region', text: undefined, code: 'elsewhere', loose: false });
const region = (text: string): Said => ({ as: 'region', text, code: undefined, loose: false });
const zone = (text: string): Said => ({ as: 'zone', text, code: undefined, loose: false });

/** Every server that the settings name must be a provider's own host, all of one region: a decoy beside it tells nothing. */
function servedBy(settings: Properties): Said {
  const named = Object.entries(settings).filter(([name]) => lists.servers.has(plain(name)));
  const regions = new Set(named.map(([, at]) => (typeof at === 'string' ? providerOfEndpoint(at)?.region : undefined)));
  const [first] = regions;
  return regions.size === 1 && first !== undefined ? region(first) : elsewhere;
}

/** The id of a disk may hold its zone; one that does not can be attached only where the node is, which says it. */
function diskSaid(id: Tree | undefined): readonly Said[] {
  const text = typeof id === 'string' ? id : '';
  const [aws, gcp] = [/^aws:\/\/([^/]+)\//.exec(text)?.[1], /^projects\/.*\/zones\/([^/]+)\//.exec(text)?.[1]];
  if (aws === undefined && gcp === undefined) return [];
  const { value } = aws === undefined ? regionOfZone('gcp', gcp!) : regionOfZone('aws', aws);
  return [value === undefined ? elsewhere : region(value)];
}

/** Most of what stands in a volume is none. */
function isSource(name: string): boolean {
  const spelt = plain(name);
  return lists.disks.has(spelt) || lists.remote.has(spelt);
}

function sourceSaid(name: string, tree: Tree): readonly Said[] {
  const spelt = plain(name);
  const its = Array.isArray(tree) ? (tree as readonly Tree[])[0] : tree;
  const settings = tableOf(its);
  const ids = [settings['volumeID'], settings['volume_id'], settings['volumeHandle'], settings['volume_handle']];
  const id = ids.find((one) => typeof one === 'string');
  if (lists.disks.has(spelt)) return diskSaid(id);
  const driver = settings['driver'];
  if (spelt !== 'csi' || typeof driver !== 'string') return [servedBy(settings)];
  if (lists.near.has(driver)) return diskSaid(id);
  const attributes = settings['volumeAttributes'] ?? settings['volume_attributes'];
  return [servedBy({ ...settings, ...tableOf(attributes) })];
}

/** One object each: paths are made ready once, and known by what they are. */
const regionLabel = ['metadata', 'labels', 'topology.kubernetes.io/region'];
const zonePaths = [['zone'], ['zones']];
const regionPaths = [['region'], ['location']];

function addSaid(leaf: Leaf, clue: Clue, all: Said[]): void {
  if (isMark(leaf)) all.push(saidBy(leaf, clue));
  // A node by its name, past all that chooses nodes by where they stand.
  else if (typeof leaf === 'string') all.push(elsewhere);
  else {
    const table = tableOf(leaf);
    for (const name of Object.keys(table)) {
      const tree = table[name]!;
      if (!isSource(name) || tree === null || (Array.isArray(tree) && tree.length === 0)) continue;
      all.push(...sourceSaid(name, tree));
    }
  }
}

/** Nothing where the bytes lie in the cluster. A label of the volume says where a server is of which nothing else tells. */
export function sourcesSaid(page: Page, clue: Clue): readonly Said[] {
  const all: Said[] = [];
  for (const leaf of leavesOn(page, clue.path)) addSaid(leaf, clue, all);
  if (all.length === 0) return none;
  const labelled = leavesOn(page, regionLabel).length > 0;
  const told = labelled ? all.filter((said) => said !== elsewhere) : all;
  // One of several volumes that lies elsewhere is not hidden behind the others.
  const differ = new Set(told.map(({ as, text }) => `${as} ${text}`)).size > 1;
  return differ ? [elsewhere] : told.slice(0, 1);
}

/** Of a class: what its settings say of the volumes that are made of it. */
export function settingsSaid(page: Page, clue: Clue): readonly Said[] {
  const [leaf] = leavesOn(page, clue.path);
  if (leaf !== undefined && isMark(leaf)) return [saidBy(leaf, clue)];
  const settings = tableOf(leaf);
  const zones = zonePaths.flatMap((path) => leavesAt(settings, path, page.spelling));
  const [first, ...more] = zones.flatMap((one) => (typeof one === 'string' ? one.split(',') : [undefined]));
  if (zones.length > 0) return first === undefined || more.length > 0 ? [elsewhere] : [zone(first.trim())];
  const named = Object.keys(settings).some((name) => lists.servers.has(plain(name)));
  if (named) return [servedBy(settings)];
  const [written] = regionPaths.flatMap((path) => leavesAt(settings, path, page.spelling));
  return written === undefined ? [] : [saidBy(written, { ...clue, as: 'region' })];
}
