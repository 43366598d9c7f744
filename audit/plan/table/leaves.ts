/** Reads a path of the table in the properties of a resource, under the spelling of the tool that wrote them. */
import { secretLeaf, unknownLeaf, type Mark, type Properties, type Tree } from '../told.ts';
import type { Path } from './shape.ts';

export type Spelling = 'snake' | 'camel';
/** Stands where the path goes on but the tree does not: a number where an object belongs. */
export const brokenLeaf = Object.freeze({ leaf: 'broken' as const });
export type Leaf = Tree | typeof brokenLeaf;

const paths = new Map<string, readonly string[]>();
export function segmentsOf(path: Path): readonly string[] {
  if (typeof path !== 'string') return path;
  const known = paths.get(path) ?? path.split('.');
  paths.set(path, known);
  return known;
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

const spelt = new Map<string, readonly string[]>();
/** Pulumi and Kubernetes write lists of blocks in the plural; the keys of maps are kept as they are. */
export function spellings(name: string, spelling: Spelling): readonly string[] {
  if (spelling === 'snake') return [name];
  const known = spelt.get(name) ?? [...new Set([camel(name), plural(camel(name)), name])];
  spelt.set(name, known);
  return known;
}

export function isMark(leaf: Leaf): leaf is Mark {
  return leaf === unknownLeaf || leaf === secretLeaf;
}
function step(node: Leaf, names: readonly string[]): readonly Leaf[] {
  if (isMark(node) || node === brokenLeaf) return [node];
  if (Array.isArray(node)) return node.flatMap((item: Tree) => step(item, names));
  if (typeof node !== 'object') return [brokenLeaf];
  if (node === null) return [];
  const properties = node as Properties;
  const name = names.find((candidate) => Object.hasOwn(properties, candidate) && properties[candidate] !== null);
  return name === undefined ? [] : [properties[name]!];
}

const flat = (leaf: Leaf): readonly Leaf[] => (Array.isArray(leaf) ? leaf.flatMap((item: Tree) => flat(item)) : [leaf]);

/**
 * Everything that stands at the end of the path, lists taken apart; empty where nothing stands there. An unknown or
 * secret on the way is what stands there. `renamed`: exceptions of the row, by the path's own text.
 */
export function leavesAt(
  tree: Tree | undefined,
  path: Path,
  spelling: Spelling,
  renamed: Readonly<Record<string, string>> = {},
): readonly Leaf[] {
  const text = typeof path === 'string' ? path : path.join('.');
  const exception = spelling === 'camel' && Object.hasOwn(renamed, text) ? renamed[text]!.split('.') : undefined;
  let nodes: readonly Leaf[] = tree === undefined || tree === null ? [] : [tree];
  for (const name of exception ?? segmentsOf(path))
    nodes = nodes.flatMap((node) => step(node, exception === undefined ? spellings(name, spelling) : [name]));
  return nodes.flatMap(flat).filter((leaf) => leaf !== null);
}

/** The first text there, or the mark that hides it; undefined where nothing, or something that is no text, stands there. */
export function textAt(
  tree: Tree | undefined,
  path: Path,
  spelling: Spelling,
  renamed?: Readonly<Record<string, string>>,
): string | Mark | undefined {
  const leaf = leavesAt(tree, path, spelling, renamed)[0];
  if (leaf === undefined) return undefined;
  if (isMark(leaf)) return leaf;
  return typeof leaf === 'string' && leaf !== '' ? leaf : undefined;
}
