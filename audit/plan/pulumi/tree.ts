/** A value of a Pulumi document as the gate keeps it: what is secret is dropped here, what nobody knows yet is marked. */
import type { Json } from '../../../estate/index.ts';
import { veiled } from '../secrets.ts';
import { secretLeaf, unknownLeaf, type Properties, type Tree } from '../told.ts';
import { blinded, signature, signatures, unknowns } from './signatures.ts';

export type JsonTable = { readonly [key: string]: Json };

export function isTable(value: Json | undefined): value is JsonTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A flag that stops: whatever is not plainly no is yes. */
export const isSaid = (flag: Json | undefined): boolean => flag !== undefined && flag !== null && flag !== false;

/** `__provider` is the code of a dynamic provider, with whatever it captured: it is nobody's property. */
const dropped = new Set(['__provider', '__defaults', '__internal']);
const sentinel = new RegExp(unknowns.join('|'));
const sentinelLength = unknowns[0].length;

/** A text that only contains a sentinel is no better known than the sentinel: `arn:aws:s3:::<unknown>/*`. */
function textOf(text: string): Tree {
  if (text.includes(blinded)) return secretLeaf;
  return text.length >= sentinelLength && sentinel.test(text) ? unknownLeaf : text;
}

/** Of an asset or archive only the manner is told: its text may be anything, its path names a machine. */
function carried(value: JsonTable): Properties {
  const manner = ['text', 'path', 'uri', 'assets'].find((key) => Object.hasOwn(value, key));
  return { carried: manner ?? 'hash' };
}

/** A signature of tomorrow may hide a value: it is taken for a secret until somebody says what it is. */
const meanings: ReadonlyMap<Json | undefined, (value: JsonTable) => Tree> = new Map<string, (value: JsonTable) => Tree>(
  [
    [signatures.asset, carried],
    [signatures.archive, carried],
    [signatures.bytes, () => ({ carried: 'bytes' })],
    [signatures.reference, ({ urn = null, id = null }) => propertiesOf({ urn, id })],
    [
      signatures.output,
      ({ secret, value }) => (secret === true ? secretLeaf : value === undefined ? unknownLeaf : treeOf(value)),
    ],
  ],
);

const signed = (value: JsonTable): Tree => meanings.get(value[signature])?.(value) ?? secretLeaf;

export function treeOf(value: Json): Tree {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map(treeOf);
  if (!isTable(value)) return value;
  return Object.hasOwn(value, signature) ? signed(value) : propertiesOf(value);
}

/** Properties of a table, without those of `secrets` and those whose name alone says that they are secret. */
export function propertiesOf(table: JsonTable, secrets: ReadonlySet<string> = new Set()): Properties {
  const kept: Record<string, Tree> = {};
  for (const [name, value] of Object.entries(table)) {
    if (dropped.has(name)) continue;
    kept[name] = secrets.has(name) ? secretLeaf : veiled(name, treeOf(value));
  }
  return kept;
}

function isProperties(tree: Tree | undefined): tree is Properties {
  const isPlain = typeof tree === 'object' && tree !== null && !Array.isArray(tree);
  return isPlain && tree !== secretLeaf && tree !== unknownLeaf;
}

/** One table of two: where both say something, `top` is believed; a mark is a value like any other. */
export function laidOver(top: Properties, beneath: Properties): Properties {
  const both: Record<string, Tree> = { ...beneath };
  for (const [name, value] of Object.entries(top)) {
    const under = beneath[name];
    both[name] = isProperties(value) && isProperties(under) ? laidOver(value, under) : value;
  }
  return both;
}
