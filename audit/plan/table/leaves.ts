/** Reads a path of the table in the properties of a resource, under the spelling of the tool that wrote them. */
import { secretLeaf, unknownLeaf, type Mark, type Properties, type Tree } from '../told.ts';
import type { Path } from './shape.ts';

export type Spelling = 'snake' | 'camel';
/** Stands where the path goes on but the tree does not: a number where an object belongs. */
export const brokenLeaf = Object.freeze({ leaf: 'broken' as const });
export type Leaf = Tree | typeof brokenLeaf;

/** A path ready to be walked: for each segment the names under which it may stand. */
type Route = readonly (readonly string[])[];

export const segmentsOf = (path: Path): readonly string[] => (typeof path === 'string' ? path.split('.') : path);

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** Pulumi and Kubernetes write lists of blocks in the plural; the keys of maps are kept as they are. */
export function spellings(name: string, spelling: Spelling): readonly string[] {
  return spelling === 'snake' ? [name] : [...new Set([camel(name), plural(camel(name)), name])];
}

export const noExceptions: Readonly<Record<string, string>> = {};

/** A path of the table, of which there are a few hundred: what is asked of each is looked up once. */
interface Known {
  /** As Terraform spells it, whom no row excepts. */
  snake?: Route;
  readonly camel: WeakMap<Readonly<Record<string, string>>, Route>;
  /** One text belongs there; undefined until somebody says so. */
  isOne: boolean | undefined;
  /** A truth value belongs there. */
  isTruth: boolean;
}
const paths = new Map<Path, Known>();
function knownOf(path: Path): Known {
  const before = paths.get(path);
  if (before !== undefined) return before;
  const known: Known = { camel: new WeakMap(), isOne: undefined, isTruth: false };
  paths.set(path, known);
  return known;
}

function routeMade(path: Path, spelling: Spelling, renamed: Readonly<Record<string, string>>): Route {
  const text = typeof path === 'string' ? path : path.join('.');
  return spelling === 'camel' && Object.hasOwn(renamed, text)
    ? renamed[text]!.split('.').map((name) => [name])
    : segmentsOf(path).map((name) => spellings(name, spelling));
}

/** Each is made ready once. */
function routeOf(known: Known, path: Path, spelling: Spelling, renamed: Readonly<Record<string, string>>): Route {
  if (spelling === 'snake') return (known.snake ??= routeMade(path, spelling, renamed));
  const route = known.camel.get(renamed) ?? routeMade(path, spelling, renamed);
  known.camel.set(renamed, route);
  return route;
}

export function isMark(leaf: Leaf): leaf is Mark {
  return leaf === unknownLeaf || leaf === secretLeaf;
}

const nothing: readonly Leaf[] = Object.freeze([]);
const hollow: readonly Leaf[] = Object.freeze([brokenLeaf]);

/** Adds what stands at the end of the route to `found`, which is made only when something does: most paths are not there. */
function walk(
  node: Tree | undefined,
  route: Route,
  depth: number,
  found: Leaf[] | undefined,
  isOne: boolean,
): Leaf[] | undefined {
  if (node === undefined || node === null) return found;
  if (Array.isArray(node)) {
    if (isOne && depth === route.length) return [...(found ?? nothing), brokenLeaf];
    let all = found;
    for (const item of node as readonly Tree[]) all = walk(item, route, depth, all, isOne);
    return all;
  }
  if (depth === route.length || isMark(node)) {
    if (found === undefined) return [node];
    found.push(node);
    return found;
  }
  if (typeof node !== 'object') return [...(found ?? nothing), brokenLeaf];
  const properties = node as Properties;
  for (const name of route[depth]!) {
    const next = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (next !== undefined && next !== null) return walk(next, route, depth + 1, found, isOne);
  }
  return found;
}

/** Paths at which a truth value belongs: an empty list there is not the same as nothing. */
export const expectTruth = (path: Path): void => void (knownOf(path).isTruth = true);

/** Paths at which one text belongs: a region in a list is no region, whatever a reader of the list would take it for. */
const lists =
  /(?:^|_)(?:accounts|ips|locations|members|regions|role_entity|security_ip_list|ip_filter|ip_range_filter|zones)$/;
/** Of names, regions and settings; but for those few of which providers take several. */
export function expectOne(path: Path): void {
  const known = knownOf(path);
  known.isOne ??= !lists.test(segmentsOf(path).at(-1)!);
}

function isHollow(node: Tree | undefined, route: Route, depth: number): boolean {
  if (typeof node !== 'object' || node === null || isMark(node)) return false;
  if (Array.isArray(node)) {
    const items = node as readonly Tree[];
    return items.length === 0 ? depth === route.length : items.some((item) => isHollow(item, route, depth));
  }
  const properties = node as Properties;
  return (route[depth] ?? []).some(
    (name) => Object.hasOwn(properties, name) && isHollow(properties[name], route, depth + 1),
  );
}

/**
 * Everything that stands at the end of the path, lists taken apart; empty where nothing stands there. An unknown or
 * secret on the way is what stands there. `renamed`: exceptions of the row, by the path's own text.
 */
export function leavesAt(
  tree: Tree | undefined,
  path: Path,
  spelling: Spelling,
  renamed: Readonly<Record<string, string>> = noExceptions,
): readonly Leaf[] {
  const known = knownOf(path);
  const route = routeOf(known, path, spelling, renamed);
  const found = walk(tree, route, 0, undefined, known.isOne === true);
  if (found !== undefined) return found;
  return known.isTruth && isHollow(tree, route, 0) ? hollow : nothing;
}
