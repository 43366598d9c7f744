/**
 * Attributes inside blocks that the provider fills in where the program leaves them out: the volume of a claim, the node of
 * a pod, which the cluster chooses. A plan shows them as unknown though nobody writes them. Only attributes, and only
 * where each block on the way is the one that the configuration writes: it leaves `dynamic` blocks out.
 */
import type { Row } from '../../table/shape.ts';
import { unknownLeaf, type Properties, type Tree } from '../../told.ts';

const isTree = (tree: Tree | undefined): tree is Properties =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree) && tree !== unknownLeaf;

/** The one block that stands there; undefined where there are several, or none. */
function onlyBlock(tree: Tree | undefined): Properties | undefined {
  const one = Array.isArray(tree) && tree.length === 1 ? (tree as readonly Tree[])[0] : tree;
  return isTree(one) ? one : undefined;
}

const routes = new Map<string, readonly string[]>();
function routeOf(path: string): readonly string[] {
  let route = routes.get(path);
  if (route === undefined) routes.set(path, (route = path.split('.')));
  return route;
}

function waitsAt(tree: Properties, route: readonly string[]): boolean {
  let at: Properties | undefined = tree;
  for (const block of route.slice(0, -1)) at = at === undefined ? undefined : onlyBlock(at[block]);
  return at?.[route.at(-1)!] === unknownLeaf;
}

/** Whether one of them waits to be known. */
export const waitsInBlocks = (tree: Properties, { computed }: Row): boolean =>
  computed?.some((path) => waitsAt(tree, routeOf(path))) === true;

function without(tree: Properties, [name, ...rest]: readonly string[]): Properties {
  if (rest.length === 0) {
    const { [name!]: _computed, ...left } = tree;
    return left;
  }
  return { ...tree, [name!]: without(onlyBlock(tree[name!])!, rest) };
}

/** The same properties without what nobody writes; `sets` as in a link. */
export function withoutComputed(tree: Properties, { computed = [] }: Row, sets: readonly string[]): Properties {
  let left = tree;
  for (const path of computed) {
    const isWritten = sets.includes(path) || !sets.includes(path.slice(0, path.lastIndexOf('.')));
    if (!isWritten && waitsAt(left, routeOf(path))) left = without(left, routeOf(path));
  }
  return left;
}
