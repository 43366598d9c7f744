/** Numbers 0, 1, 2 … without a hole, a repetition or a step back; and what is missing when there is one. */

export interface Hole {
  readonly from: number;
  readonly to: number;
}

const maxHoles = 1000;

export class Sequence {
  readonly holes: Hole[] = [];
  /** The number that should come next. */
  next = 0;
  /** Lines seen, readable or not. */
  lines = 0;

  /** A line that could not be read stands where it stands. */
  unreadable(): void {
    this.lines += 1;
    this.next += 1;
  }

  see(seq: number): 'in-order' | 'after-hole' | 'out-of-order' | 'twice' {
    this.lines += 1;
    if (seq === this.next) {
      this.next += 1;
      return 'in-order';
    }
    if (seq > this.next) {
      if (this.holes.length < maxHoles) this.holes.push({ from: this.next, to: seq - 1 });
      this.next = seq + 1;
      return 'after-hole';
    }
    return this.#fill(seq) ? 'out-of-order' : 'twice';
  }

  /** With `size` records promised: every number below it that no line bears. */
  missing(size: number | undefined): readonly Hole[] {
    const promised = Math.max(size ?? 0, this.next);
    return this.next < promised ? [...this.holes, { from: this.next, to: promised - 1 }] : this.holes;
  }

  #fill(seq: number): boolean {
    const at = this.holes.findIndex(({ from, to }) => from <= seq && seq <= to);
    const hole = this.holes[at];
    if (hole === undefined) return false;
    const rest = [
      { from: hole.from, to: seq - 1 },
      { from: seq + 1, to: hole.to },
    ].filter(({ from, to }) => from <= to);
    this.holes.splice(at, 1, ...rest);
    return true;
  }
}
