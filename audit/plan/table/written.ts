/**
 * The resource table as texts that are looked up and not read whole: a plan of ten resources has a handful of the types, and
 * making all rows of all providers costs more than judging it.
 */
import { entryFrom, undated, type Entry, type ResourceTable } from './tableOf.ts';

/** What is kept of a row. */
type Written = Pick<Entry, 'row' | 'provider' | 'tags' | 'made'>;

export interface WrittenTable {
  /** Of each entry, JSON on a line of its own. */
  readonly rows: string;
  /** Numbers of lines, from 0: of the row of a type, and of the first of a family. */
  readonly types: Readonly<Record<string, number>>;
  readonly families: Readonly<Record<string, number>>;
  /** By type, the word why it holds, configures, grants and moves nothing. */
  readonly aside: Readonly<Record<string, string>>;
  readonly targetPaths: readonly string[];
}

/** `types`: every type that the table may know. */
export function writtenTable(
  { entries, entryOf, aside, targetPaths }: ResourceTable,
  types: Iterable<string>,
): WrittenTable {
  const all = [...new Set(types)];
  const numberOf = new Map(entries.map((entry, at) => [entry, at]));
  const known = all.flatMap((type) => {
    const entry = entryOf(type);
    return entry === undefined ? [] : [[type, numberOf.get(entry)!] as const];
  });
  const words = all.flatMap((type) => {
    const word = aside(type);
    return word === undefined ? [] : [[type, word] as const];
  });
  const lines = entries.map(({ row, provider, tags, made }): Written => ({ row, provider, tags, made }));
  return {
    rows: lines.map((line) => JSON.stringify(line)).join('\n'),
    types: Object.fromEntries(known),
    families: Object.fromEntries(entries.map(({ family }, at) => [family, at] as const).toReversed()),
    aside: Object.fromEntries(words),
    targetPaths,
  };
}

const at = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export function tableFrom({ rows, types, families, aside, targetPaths }: WrittenTable): ResourceTable {
  const lines = rows.split('\n');
  const made: Entry[] = [];
  const entryAt = (number: number | undefined): Entry | undefined =>
    number === undefined ? undefined : (made[number] ??= entryFrom(JSON.parse(lines[number]!) as Written));
  return {
    entryOf: (type) => entryAt(at(types, type) ?? at(types, undated(type))),
    aside: (type) => at(aside, type) ?? at(aside, undated(type)),
    entryOfFamily: (family) => entryAt(at(families, family)),
    get entries() {
      return lines.map((_, number) => entryAt(number)!);
    },
    targetPaths,
  };
}
