/** The bytes of a text that are still needed, and where they stand in it. */
import type { JsonPlace } from './told.ts';

/** One value may fill as much; more would no longer stream. */
const mostKept = 64 * 1024 * 1024;

export class Window {
  bytes = Buffer.allocUnsafe(256 * 1024);
  /** The next byte to look at, and the first that is not here. */
  at = 0;
  end = 0;
  /** True when no byte follows those that are here. */
  last = false;
  /** Offset of the first byte in the text. */
  base = 0;
  line = 1;
  /** Offset at which the line would start if every character of it were one byte. */
  lineStart = 0;

  /** Drops what lies before `from` and adds the chunk; false when too much would have to be kept. */
  feed(chunk: Uint8Array, from: number): boolean {
    const kept = this.end - from;
    const need = kept + chunk.length;
    if (need > mostKept) return false;
    if (need > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(need, this.bytes.length * 2));
      this.bytes.copy(larger, 0, from, this.end);
      this.bytes = larger;
    } else if (from > 0) this.bytes.copyWithin(0, from, this.end);
    this.bytes.set(chunk, kept);
    this.base += from;
    this.at -= from;
    this.end = need;
    return true;
  }

  /** A newline stands at `at`. */
  newLine(at: number): void {
    this.line += 1;
    this.lineStart = this.base + at + 1;
  }

  placeOf(at: number): JsonPlace {
    return { line: this.line, column: this.base + at - this.lineStart + 1 };
  }
}
