/** Comma-, semicolon-, tab- and bar-separated values: on csv-parse, but for rows that need none of it. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Tally } from '../sampling/tally.ts';
import type { Watch } from './limits.ts';
import type { Layout } from './layout.ts';
import { PlainRows } from './plainRows.ts';

/** A quote that never closes would swallow the rest of the file into one cell. */
const longestRecord = 1_048_576;
const rowsPerLook = 1_024;

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

async function* after(begun: string, source: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    yield begun;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

/** Every row to `take`, until it says false. Throws what csv-parse says of a row that is none, and what `texts` throws. */
export async function eachRow(
  texts: AsyncIterable<string>,
  layout: Layout,
  take: (row: readonly string[]) => boolean,
): Promise<void> {
  const plain = new PlainRows(layout);
  const source = texts[Symbol.asyncIterator]();
  while (plain.handed === undefined) {
    const next = await source.next();
    for (const row of next.done === true ? plain.last() : plain.of(next.value)) {
      if (take(row)) continue;
      await source.return?.();
      return;
    }
    if (next.done === true) return;
  }
  let left = false;
  const ends = plain.end === undefined ? {} : { record_delimiter: plain.end };
  try {
    await pipeline(
      Readable.from(after(plain.handed, source)),
      parse({ ...csvOptions, ...layout, ...ends }),
      async (parsed: AsyncIterable<string[]>) => {
        for await (const row of parsed) {
          left = !take(row);
          if (left) return;
        }
      },
    );
  } catch (cause) {
    // Whoever leaves a pipeline early is told that it was aborted.
    if (!left) throw cause;
  }
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
    await eachRow(texts, layout, (row) => {
      if (names === undefined) first(row);
      else take(row);
      rows += 1;
      return rows % rowsPerLook !== 0 || watch.goOn();
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    watch.stop('malformed');
  }
}
