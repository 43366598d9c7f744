/** Where things are written: JSON pointer → line and column, both 1-based, columns in UTF-16 units. */

/** The counter of lines of the YAML library, as far as it is used: our types name no package that users must install. */
interface Lines {
  linePos(offset: number): { readonly line: number; readonly col: number };
}

export interface Spot {
  readonly line: number;
  readonly column: number;
}

export interface Positions {
  /** The place of a value, or of the key that names it; of the nearest ancestor when the pointer is not written. */
  spot(pointer: string, part?: 'key' | 'value'): Spot;
}

export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function parentPointer(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

export class WrittenPositions implements Positions {
  readonly #offsets = new Map<string, readonly [key: number, value: number]>();
  readonly #lines: Lines;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  note(pointer: string, key: number, value: number): void {
    this.#offsets.set(pointer, [key, value]);
  }

  spot(pointer: string, part: 'key' | 'value' = 'value'): Spot {
    const found = this.#offsets.get(pointer);
    if (found !== undefined) return this.at(found[part === 'key' ? 0 : 1]);
    return pointer === '' ? { line: 1, column: 1 } : this.spot(parentPointer(pointer), 'key');
  }

  at(offset: number): Spot {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }
}

/** A table: pointer `/<row>/<column>`; `lines[row]` is the line of the row in the file. */
export class RowPositions implements Positions {
  readonly #lines: readonly number[];

  constructor(lines: readonly number[]) {
    this.#lines = lines;
  }

  spot(pointer: string): Spot {
    return { line: this.#lines[Number(pointer.split('/')[1])] ?? 1, column: 1 };
  }
}
