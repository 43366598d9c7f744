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
  /** Pairs. Numbers of lines, from 0: of the row of a type, and of the first of a family. */
  readonly types: string;
  readonly families: string;
  /** Pairs. By type, the word why it holds, configures, grants and moves nothing. */
  readonly aside: string;
  readonly targetPaths: readonly string[];
}

/** Each pair on a line of its own, a tab between, and no line without an end before it. */
const pairsOf = (pairs: Iterable<readonly [string, string | number]>): string =>
  [...new Map(pairs)].map(([key, value]) => `\n${key}\t${value}`).join('');

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
    types: pairsOf(known),
    families: pairsOf(entries.map(({ family }, at) => [family, at] as const).toReversed()),
    aside: pairsOf(words),
    targetPaths,
  };
}

/** So many keys are looked for in the text, each once; whoever asks for more gets a table made of it. */
const few = 64;

/** A key with what stands between pairs could be the end of one and the beginning of the next. */
function valueIn(pairs: string, key: string): string | undefined {
  const start = /[\t\n]/.test(key) ? -1 : pairs.indexOf(`\n${key}\t`);
  if (start < 0) return undefined;
  const end = pairs.indexOf('\n', start + 1);
  return pairs.slice(start + key.length + 2, end < 0 ? undefined : end);
}

type Looking = (key: string) => string | undefined;

function lookingIn(pairs: string): Looking {
  const known = new Map<string, string | undefined>();
  let all: ReadonlyMap<string, string> | undefined;
  return (key) => {
    if (all === undefined && known.size >= few)
      all = new Map(
        pairs
          .split('\n')
          .slice(1)
          .map((pair) => pair.split('\t') as [string, string]),
      );
    if (all !== undefined) return all.get(key);
    if (!known.has(key)) known.set(key, valueIn(pairs, key));
    return known.get(key);
  };
}

export function tableFrom({ rows, types, families, aside, targetPaths }: WrittenTable): ResourceTable {
  const lines = rows.split('\n');
  const made: Entry[] = [];
  const [numberOf, wordOf, firstOf] = [types, aside, families].map(lookingIn) as [Looking, Looking, Looking];
  const entryAt = (number: string | undefined): Entry | undefined =>
    number === undefined
      ? undefined
      : (made[Number(number)] ??= entryFrom(JSON.parse(lines[Number(number)]!) as Written));
  return {
    entryOf: (type) => entryAt(numberOf(type) ?? numberOf(undated(type))),
    aside: (type) => wordOf(type) ?? wordOf(undated(type)),
    entryOfFamily: (family) => entryAt(firstOf(family)),
    get entries() {
      return lines.map((_, number) => entryAt(String(number))!);
    },
    targetPaths,
  };
}
