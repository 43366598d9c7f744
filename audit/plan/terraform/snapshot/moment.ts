/**
 * When a binary plan was made: the JSON of the same plan says the same moment, and that of another run does not.
 * Message: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/plans/planproto/planfile.proto (`timestamp`, RFC 3339)
 */

/** Numbers of bytes of what has a fixed length, by wire type (https://protobuf.dev/programming-guides/encoding/). */
const fixed: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [5, 4],
]);
const delimited = 2;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const longest = 40;

class Cut extends Error {}

class Fields {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #varint(): number {
    let value = 0;
    for (let power = 1; ; power *= 128) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || power > 2 ** 63) throw new Cut();
      this.#at += 1;
      value += (byte & 127) * power;
      if (byte < 128) return value;
    }
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new Cut();
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** What is a text or a message, of the outermost message alone: a text inside a resource may say any moment. */
  *delimited(): Generator<Uint8Array> {
    while (this.#at < this.#bytes.length) {
      const wire = this.#varint() % 8;
      if (wire === 0) this.#varint();
      else if (wire === delimited) yield this.#take(this.#varint());
      else {
        const length = fixed.get(wire);
        if (length === undefined) throw new Cut();
        this.#take(length);
      }
    }
  }
}

/** `bytes`: the entry `tfplan`. Undefined where it says no moment, or several, or is no such message. */
export function momentIn(bytes: Uint8Array): string | undefined {
  const found: string[] = [];
  try {
    for (const field of new Fields(bytes).delimited()) {
      const text = field.length > longest ? '' : Buffer.from(field).toString('latin1');
      if (moment.test(text)) found.push(text);
    }
  } catch (cause) {
    if (cause instanceof Cut) return undefined;
    throw cause;
  }
  return found.length === 1 ? found[0] : undefined;
}
