/** One pass over every cell in constant memory: per column a histogram of shapes, per shape at most K distinct samples. */
import { shapeOf } from './shape.ts';
import { windowsOf } from './windows.ts';

const samplesPerShape = 100;
const samplesWhenFull = 8;
const fineShapesPerColumn = 256;
const charactersKept = 8_000_000;
const columnsKept = 2_000;
/** Where cells go once there are too many columns. */
export const otherColumns = '…';

/** Never leaves this room: `text` is data of data subjects. */
export interface Sample {
  readonly text: string;
  readonly digits: number;
  /** Times it was met since it was kept. */
  count: number;
}

export interface Column {
  readonly name: string;
  readonly shapes: Map<number, { seen: number; samples: Map<string, Sample> }>;
}

/** A part of a text keeps the whole of it in memory, for as long as the part is kept. */
const alone = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

export class Tally {
  readonly columns = new Map<string, Column>();
  values = 0;
  tooWide = false;
  #kept = 0;
  #draw = 0x9e3779b9;

  /** Counts one cell. Empty ones hold nothing and are not values. */
  add(name: string, cell: string): void {
    const text = cell.trim();
    if (text === '') return;
    this.values += 1;
    const column = this.#column(name);
    for (const window of windowsOf(text)) this.#keep(column, window);
  }

  /** A column that exists, even if no cell of it is filled. */
  meet(name: string): void {
    this.#column(name);
  }

  #column(name: string): Column {
    const known = this.columns.get(name);
    if (known !== undefined) return known;
    const full = this.columns.size >= columnsKept;
    if (full) this.tooWide = true;
    if (full && this.columns.has(otherColumns)) return this.columns.get(otherColumns)!;
    const column: Column = { name: full ? otherColumns : name, shapes: new Map() };
    this.columns.set(column.name, column);
    return column;
  }

  #keep(column: Column, text: string): void {
    const shape = shapeOf(text);
    // Coarse keys are negative, so the two kinds never meet.
    const key = column.shapes.has(shape.fine) || column.shapes.size < fineShapesPerColumn ? shape.fine : ~shape.coarse;
    let kept = column.shapes.get(key);
    if (kept === undefined) column.shapes.set(key, (kept = { seen: 0, samples: new Map() }));
    kept.seen += 1;
    const known = kept.samples.get(text);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const room = this.#kept < charactersKept ? samplesPerShape : samplesWhenFull;
    if (kept.samples.size >= room && !this.#displace(kept, room)) return;
    this.#kept += text.length;
    const own = alone(text);
    kept.samples.set(own, { text: own, digits: shape.digits, count: 1 });
  }

  /** A reservoir: whoever puts a hundred harmless values first hides nothing. The draws are fixed, so a run repeats. */
  #displace(kept: { seen: number; samples: Map<string, Sample> }, room: number): boolean {
    this.#draw ^= this.#draw << 13;
    this.#draw ^= this.#draw >>> 17;
    this.#draw ^= this.#draw << 5;
    if ((this.#draw >>> 0) % kept.seen >= room) return false;
    const [oldest] = kept.samples.keys();
    if (oldest !== undefined) {
      kept.samples.delete(oldest);
      this.#kept -= oldest.length;
    }
    return true;
  }
}

export function* samplesOf(column: Column): Generator<Sample> {
  for (const { samples } of column.shapes.values()) yield* samples.values();
}
