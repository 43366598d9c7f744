/** Comma-, semicolon-, tab- and bar-separated values on csv-parse. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Tally } from '../sampling/tally.ts';
import type { Watch } from './limits.ts';

/** A quote that never closes would swallow the rest of the file into one cell. */
const longestRecord = 1_048_576;
const rowsPerLook = 1_024;

export interface Layout {
  readonly delimiter: string;
  /** Quotes of a lax writer stand inside cells; then they mean nothing. */
  readonly quote: '"' | null;
}
export const csvOptions = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: longestRecord,
};

/** A header has a name above most columns and no number, date or personal data in most of them. */
export function looksLikeHeader(row: readonly string[], isData: (name: string) => boolean): boolean {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const names = filled.filter(
    (cell) => /\p{L}/u.test(cell) && cell.length <= 80 && !/^[\d.,:/ TZ+-]+$/.test(cell) && !isData(cell),
  );
  return filled.length > 0 && names.length > filled.length / 2 && new Set(filled).size === filled.length;
}

/** Malformed rows stop the watch; errors of the source are thrown on. `isData`: does a recognizer fire on it? */
export async function readCsv(
  texts: AsyncIterable<string>,
  layout: Layout,
  tally: Tally,
  watch: Watch,
  isData: (name: string) => boolean,
): Promise<void> {
  let names: string[] | undefined;
  let rows = 0;
  let left = false;
  const nameOf = (at: number): string => names?.[at] ?? `column ${at + 1}`;
  const take = (row: readonly string[]): void => row.forEach((cell, at) => tally.add(nameOf(at), cell));
  const first = (row: readonly string[]): void => {
    if (!looksLikeHeader(row, isData)) {
      names = [];
      take(row);
      return;
    }
    names = row.map((cell, at) => cell.trim() || `column ${at + 1}`);
    for (const name of names) tally.meet(name);
    // A name that is data is counted as data too, in its own column.
    for (const name of names) if (isData(name)) tally.add(name, name);
  };
  try {
    await pipeline(
      Readable.from(texts),
      parse({ ...csvOptions, ...layout }),
      async (parsed: AsyncIterable<string[]>) => {
        for await (const row of parsed) {
          if (names === undefined) first(row);
          else take(row);
          rows += 1;
          left = rows % rowsPerLook === 0 && !watch.goOn();
          if (left) return;
        }
      },
    );
  } catch (cause) {
    // Whoever leaves a pipeline early is told that it was aborted.
    if (left) return;
    if (!(cause instanceof CsvError)) throw cause;
    watch.stop('malformed');
  }
}
