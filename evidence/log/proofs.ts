/** Inclusion and consistency proofs, RFC 9162 §2.1.3 and §2.1.4: the siblings on the way from a leaf to the root. */
import { nodeHash, rootOf } from './merkle.ts';

/** Largest power of two below `size` (size ≥ 2): where RFC 6962 splits a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Siblings from leaf to root. Throws RangeError for an index outside the tree. */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('index');
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), rootOf(right)]
    : [...inclusionProof(right, index - split), rootOf(left)];
}

/** Whether `leaf` is number `index` of the tree of `size` leaves under `root`. A proof too long or too short is false. */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

function subproof(leaves: readonly Buffer[], first: number, whole: boolean): Buffer[] {
  if (first === leaves.length) return whole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  return first <= split
    ? [...subproof(leaves.slice(0, split), first, whole), rootOf(leaves.slice(split))]
    : [...subproof(leaves.slice(split), first - split, false), rootOf(leaves.slice(0, split))];
}

/** Proof that the tree of the first `first` leaves is a prefix of the tree of all of them. */
export function consistencyProof(leaves: readonly Buffer[], first: number): Buffer[] {
  if (!Number.isSafeInteger(first) || first < 1 || first > leaves.length) throw new RangeError('first');
  return subproof(leaves, first, true);
}

/** RFC 9162 §2.1.4.2, word for word; equal sizes need equal roots and an empty proof. */
export function verifyConsistency(
  first: number,
  firstRoot: Buffer,
  second: number,
  secondRoot: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  const start = path.shift();
  if (start === undefined) return false;
  let [fr, sr] = [start, start];
  for (const node of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(node, fr);
      sr = nodeHash(node, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      sr = nodeHash(sr, node);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
}
