/**
 * HMAC-SHA-256 (RFC 2104) over Node's one-shot hash. Node's own HMAC makes three objects a call and costs four times as
 * much, and a log of a large plan takes close to a million of them. A test holds it to Node's own.
 */
import { hash } from 'node:crypto';

/** Bytes of a block and of a digest of SHA-256. */
const [block, size] = [64, 32];

/** A key as the two blocks that stand before the message and before the inner digest. */
export interface HmacKey {
  readonly inner: Buffer;
  /** With room for the inner digest behind it. */
  readonly outer: Buffer;
}

/** `bytes`: at most one block. A longer key would have to be hashed first, and none of ours is. */
export function hmacKey(bytes: Uint8Array): HmacKey {
  const [inner, outer] = [Buffer.alloc(block, 0x36), Buffer.alloc(block + size, 0x5c)];
  for (let at = 0; at < bytes.length; at += 1) {
    inner[at] = bytes[at]! ^ 0x36;
    outer[at] = bytes[at]! ^ 0x5c;
  }
  return { inner, outer };
}

let scratch = Buffer.alloc(16_384);

/** The inner digest goes behind the outer block, and what is to be hashed last is given back. */
function outerOf({ inner, outer }: HmacKey, message: string): Buffer {
  // A character of UTF-16 is at most three bytes of UTF-8.
  const most = block + message.length * 3;
  if (scratch.length < most) scratch = Buffer.alloc(most);
  inner.copy(scratch);
  const end = block + scratch.write(message, block, 'utf8');
  outer.write(hash('sha256', scratch.subarray(0, end), 'binary'), block, 'latin1');
  return outer;
}

/** 32 bytes. `message` is taken as UTF-8. */
export function hmac(key: HmacKey, message: string): Buffer {
  return Buffer.from(hash('sha256', outerOf(key, message), 'binary'), 'latin1');
}

const once = hmacKey(new Uint8Array());

/** The same in hex, under a key that is used this once: two buffers for each would be a third of it. */
export function hmacOnce(bytes: Uint8Array, message: string): string {
  for (let at = 0; at < block; at += 1) {
    const byte = at < bytes.length ? bytes[at]! : 0;
    once.inner[at] = byte ^ 0x36;
    once.outer[at] = byte ^ 0x5c;
  }
  return hash('sha256', outerOf(once, message), 'hex');
}
