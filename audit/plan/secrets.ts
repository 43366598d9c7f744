/** Which values are secrets by the name they stand under: a password in a plain input is marked by nobody. */
import data from './secrets.json' with { type: 'json' };
import { secretLeaf, unknownLeaf, type Tree } from './told.ts';

export type Secrecy = 'secret' | 'environment' | 'open';

const names: ReadonlySet<string> = new Set(data.names);
const environments: ReadonlySet<string> = new Set(data.environments);
const shortest = Math.min(...data.endings.map(({ length }) => length));

function says(name: string): Secrecy {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (environments.has(plain)) return 'environment';
  const isSecret = plain.length >= shortest && data.endings.some((ending) => plain.endsWith(ending));
  return isSecret || names.has(plain) ? 'secret' : 'open';
}

/** A plan repeats a few hundred names a million times; a hostile one invents them, so that what is remembered has an end. */
const known = new Map<string, Secrecy>();
const mostKnown = 10_000;

export function secrecyOf(name: string): Secrecy {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = says(name);
  if (known.size < mostKnown) known.set(name, found);
  return found;
}

const isMark = (tree: Tree): boolean => tree === secretLeaf || tree === unknownLeaf;

/** Variables are passwords as often as not. Their names stay, and so does a reference to where a value comes from. */
function veiledEnvironment(tree: Tree, name = ''): Tree {
  if (typeof tree === 'string') return name === 'name' ? tree : secretLeaf;
  if (typeof tree !== 'object' || tree === null || isMark(tree)) return tree;
  if (Array.isArray(tree)) return tree.map((item: Tree) => veiledEnvironment(item, name));
  const kept = Object.entries(tree).map(([key, value]) => {
    const isReference = /^value_?from$/i.test(key);
    return [key, isReference ? value : veiledEnvironment(value, key)] as const;
  });
  return Object.fromEntries(kept);
}

/**
 * What may be kept of a value under that name. A truth value or a number tells nobody a secret:
 * `automountServiceAccountToken: false` must be seen; nor does `environment: "production"`.
 */
export function veiled(name: string, tree: Tree): Tree {
  const isTable = typeof tree === 'object' && tree !== null && !isMark(tree);
  if (typeof tree !== 'string' && !isTable) return tree;
  const secrecy = secrecyOf(name);
  if (secrecy === 'secret') return secretLeaf;
  return secrecy === 'environment' && isTable ? veiledEnvironment(tree) : tree;
}
