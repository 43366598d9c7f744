/**
 * A value of a Terraform plan as the gate keeps it. Terraform writes what nobody knows beside the value (`after_unknown`)
 * and what is sensitive in clear text with a mark beside it (`after_sensitive`): here the marks take the value's place.
 */
import type { Json } from '../../../estate/index.ts';
import { veiled } from '../secrets.ts';
import { secretLeaf, unknownLeaf, type Properties, type Tree } from '../told.ts';

export type Table = { [key: string]: Json };

export function isTable(value: Json | undefined): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of a name that every object inherits this gives a function: that is no mask either. */
function inner(mask: Json | undefined, step: string | number): Json | undefined {
  return typeof mask === 'object' && mask !== null ? (mask as Record<string | number, Json>)[step] : undefined;
}

/** `{}`, `[]`, `[{}]` and `false` say nothing: most of a mask is that. */
function marks(mask: Json | undefined): boolean {
  if (mask === true) return true;
  if (Array.isArray(mask)) return mask.some((below: Json) => marks(below));
  if (!isTable(mask)) return false;
  for (const name in mask) if (marks(mask[name])) return true;
  return false;
}

/**
 * Changes `value` in place: it was parsed for this and nobody else holds it, and a plan has millions of leaves.
 * A leaf that is unknown and sensitive is unknown. A null is nobody's secret.
 */
export function marked(value: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Tree {
  if (unknown === true) return unknownLeaf;
  if (sensitive === true) return value === undefined || value === null ? null : secretLeaf;
  const isMissing = value === undefined || value === null;
  if (isMissing && !marks(unknown)) return null;
  const held = isMissing ? (Array.isArray(unknown) ? [] : {}) : value;
  if (Array.isArray(held)) return list(held, unknown, sensitive);
  return typeof held === 'object' ? table(held as Table, unknown, sensitive) : held;
}

function list(value: Json[], unknown: Json | undefined, sensitive: Json | undefined): Tree {
  const tree = value as Tree[];
  const length = Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
  for (let at = 0; at < length; at += 1) tree[at] = marked(value[at], inner(unknown, at), inner(sensitive, at));
  return tree;
}

function table(value: Table, unknown: Json | undefined, sensitive: Json | undefined): Properties {
  const tree = value as Record<string, Tree>;
  // Parsed objects inherit nothing that can be enumerated, and a list of their keys for each would be most of the work.
  for (const name in value) {
    const before = value[name];
    const isDull = typeof before !== 'string' && (typeof before !== 'object' || before === null);
    const [above, beside] = [inner(unknown, name), inner(sensitive, name)];
    if (isDull && above === undefined && beside === undefined) continue;
    tree[name] = veiled(name, marked(before, above, beside));
  }
  if (!isTable(unknown)) return tree;
  for (const name in unknown) {
    if (!Object.hasOwn(value, name) && marks(unknown[name])) tree[name] = marked(undefined, unknown[name], undefined);
  }
  return tree;
}

/** One side of a change: undefined where there is nothing. */
export function side(
  value: Table | undefined,
  unknown: Json | undefined,
  sensitive: Json | undefined,
): Properties | undefined {
  if (value === undefined && !marks(unknown)) return undefined;
  const held = value ?? {};
  if (sensitive !== true) return table(held, unknown, sensitive);
  return table(held, unknown, Object.fromEntries(Object.keys(held).map((name) => [name, true])));
}
