/** Merkle trees of RFC 6962 §2.1 (RFC 9162 §2.1): leaf SHA-256(0x00 ‖ bytes), node SHA-256(0x01 ‖ left ‖ right). */
import { hash } from 'node:crypto';

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/** 32 bytes. The mark keeps a leaf from being passed off as a node (second preimage). */
export function leafHash(bytes: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafMark, bytes]), 'buffer');
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nodeMark, left, right]), 'buffer');
}

interface Subtree {
  readonly leaves: number;
  readonly hash: Buffer;
}

/** A tree that only grows, in memory logarithmic in its size: it keeps one hash per complete subtree. */
export class GrowingTree {
  #peaks: Subtree[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: Buffer): void {
    let grown: Subtree = { leaves: 1, hash: leaf };
    for (let last = this.#peaks.at(-1); last?.leaves === grown.leaves; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      grown = { leaves: grown.leaves * 2, hash: nodeHash(last.hash, grown.hash) };
    }
    this.#peaks.push(grown);
    this.#size += 1;
  }

  /** Root of the leaves so far; of none, SHA-256 of the empty string. */
  root(): Buffer {
    const whole = this.#peaks
      .map((peak) => peak.hash)
      .reduceRight<Buffer | undefined>(
        (right, left) => (right === undefined ? left : nodeHash(left, right)),
        undefined,
      );
    return whole ?? hash('sha256', '', 'buffer');
  }
}

/** Root of a list of leaf hashes. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}
