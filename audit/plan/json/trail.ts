/** Where in the document the scanner stands: what is asked for there, and the path to it. */
import type { Wants } from './wants.ts';
import type { Window } from './window.ts';

export const array = 1;
export const object = 2;
/** No value is being taken or skipped: containers are walked into. */
const walking = -1;

export class Trail {
  /** Level of the value that is being taken or skipped whole. */
  floor = walking;
  isTaking = false;
  /** What is being taken holds a character beyond ASCII. */
  isWide = false;
  /** Offset of its first byte in the text, and its place. */
  start = 0;
  place = { line: 1, column: 1 };
  /** `array` or `object`, by the level of what lies in it. */
  readonly kinds: Uint8Array;
  /** By level: the number of the item, or the offset in the text of the member's name (-1 before the first). */
  readonly marks: Float64Array;
  readonly #nodes: (Wants | undefined)[] = [];
  readonly #steps: (string | number)[] = [];
  readonly #window: Window;

  constructor(wants: Wants, levels: number, window: Window) {
    this.#nodes[0] = wants;
    this.kinds = new Uint8Array(levels);
    this.marks = new Float64Array(levels);
    this.#window = window;
  }

  get isWalking(): boolean {
    return this.floor === walking;
  }

  /** While walking: a member of the object on the way is named. */
  named(level: number, name: string): void {
    const parent = this.#nodes[level - 1];
    this.#steps[level] = name;
    this.#nodes[level] = parent?.members.get(name) ?? parent?.items;
  }

  /**
   * While walking: a value begins at `at`. True when the items of a container are to be told one by one, or when members
   * are asked for of what is a list.
   */
  begin(level: number, at: number, opens: boolean, isList: boolean): boolean {
    if (level > 0 && this.kinds[level] === array) {
      this.#steps[level] = this.marks[level]!;
      this.#nodes[level] = this.#nodes[level - 1]?.items;
    }
    const node = this.#nodes[level];
    if (node !== undefined && !node.isWhole && opens) return node.items !== undefined || (isList && level > 0);
    this.floor = level;
    this.isTaking = node !== undefined;
    if (this.isTaking) {
      this.start = this.#window.base + at;
      this.place = this.#window.placeOf(at);
      this.isWide = false;
    }
    return false;
  }

  enter(level: number, kind: number): void {
    this.kinds[level] = kind;
    this.marks[level] = kind === array ? 0 : -1;
  }

  /** The value that was being taken or skipped is over; true when it was wanted. */
  leave(): boolean {
    this.floor = walking;
    return this.isTaking;
  }

  path(level: number): (string | number)[] {
    return this.#steps.slice(1, level + 1);
  }

  /** JSON pointer to a level, as far as the names on the way are still here. */
  pointer(level: number): string {
    const known = this.floor === walking ? level : this.floor;
    const steps = this.path(Math.min(known, level));
    for (let below = known + 1; below <= level; below += 1) {
      const mark = this.marks[below]!;
      if (this.kinds[below] === array) steps.push(mark);
      else if (mark < this.#window.base) break;
      else steps.push(this.#nameAt(mark - this.#window.base));
    }
    return steps
      .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('')
      .slice(0, 500);
  }

  #nameAt(quote: number): string {
    const { bytes, end } = this.#window;
    for (let at = quote + 1; at < end; at += bytes[at] === 0x5c ? 2 : 1) {
      if (bytes[at] === 0x22) return JSON.parse(bytes.toString('utf8', quote, at + 1)) as string;
    }
    return '';
  }
}
