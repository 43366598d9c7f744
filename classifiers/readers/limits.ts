/** What one look may cost, and why it stopped. The clock is passed in. */

/** Why not everything was seen: closed codes. `unread`: a format no reader of ours opens. `malformed`: not what it says it is. */
export const unseenReasons = [
  'bytes',
  'time',
  'aborted',
  'unread',
  'malformed',
  'ratio',
  'too-wide',
  'too-deep',
  'too-long',
] as const;
export type Unseen = (typeof unseenReasons)[number];

export interface Limits {
  /** Bytes looked at, counted after decompression. */
  readonly bytes: number;
  readonly ms: number;
  /** Milliseconds that only grow, e.g. `performance.now`. */
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Remembers the first reason. Every loop of this room asks `goOn` at a bounded distance. */
export class Watch {
  unseen: Unseen | undefined;
  readonly #limits: Limits;
  readonly #until: number;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#until = limits.clock() + limits.ms;
  }

  stop(reason: Unseen): void {
    this.unseen ??= reason;
  }

  goOn(): boolean {
    if (this.#limits.signal?.aborted === true) this.stop('aborted');
    else if (this.#limits.clock() > this.#until) this.stop('time');
    return this.unseen !== 'aborted' && this.unseen !== 'time';
  }

  /** Passes bytes on until one of the limits; what came before it is still looked at. */
  async *bounded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (!this.goOn()) return;
      const room = this.#limits.bytes - this.#bytes;
      this.#bytes += chunk.length;
      if (chunk.length > room) {
        this.stop('bytes');
        if (room > 0) yield chunk.subarray(0, room);
        return;
      }
      if (chunk.length > 0) yield chunk;
    }
  }
}
