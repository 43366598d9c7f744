/** Drops from an object what is nobody's business, in place: it was made from the input a moment ago and is ours. */
import { secrecyOf, veiled } from '../secrets.ts';
import { secretLeaf, unknownLeaf, type Properties, type Tree } from '../told.ts';

export type Table = { [name: string]: Tree };

export function tableOf(tree: Tree | undefined): Table | undefined {
  const isTable = typeof tree === 'object' && tree !== null && !Array.isArray(tree);
  return isTable && tree !== secretLeaf && tree !== unknownLeaf ? (tree as Table) : undefined;
}

function veilAll(tree: Tree | undefined): void {
  const table = tableOf(tree) ?? {};
  for (const name of Object.keys(table)) table[name] = secretLeaf;
}

/** A table under such a name is a reference (`secret: {secretName}`); a text is the thing itself. */
function veilValue(holder: Table, name: string, value: Tree): void {
  const secrecy = secrecyOf(name);
  if (typeof value === 'string') {
    if (secrecy === 'secret') holder[name] = secretLeaf;
  } else if (secrecy === 'environment') holder[name] = veiled(name, value);
  else veilTree(value);
}

function veilTree(tree: Tree): void {
  if (typeof tree !== 'object' || tree === null) return;
  if (Array.isArray(tree)) for (const item of tree as readonly Tree[]) veilTree(item);
  const table = tableOf(tree);
  if (table === undefined) return;
  // A number or a truth value is nobody's secret, under whatever name.
  for (const name in table) {
    const value = table[name]!;
    if (typeof value === 'string' || (typeof value === 'object' && value !== null)) veilValue(table, name, value);
  }
}

/** `kubectl` writes the whole object once more into an annotation, a Secret's data among it. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export function veilObject(type: string, object: Table): Properties {
  veilTree(object);
  if (type === 'Secret') {
    veilAll(object['data']);
    veilAll(object['stringData']);
  }
  const annotations = tableOf(tableOf(object['metadata'])?.['annotations']);
  if (annotations !== undefined && lastApplied in annotations) annotations[lastApplied] = secretLeaf;
  return object;
}
