/** Files of rows → the resource table: what each type of resource is to us. */
import { propertiesOf } from './paths.ts';
import type { MadeOf, OutOfScope, Path, Row, Table } from './shape.ts';

/** A row with what its file says of all its rows. */
export interface Entry {
  readonly row: Row;
  readonly provider: string;
  readonly family: string;
  readonly tags: readonly Path[];
  /** What it is made of, where it is made of something that is there. */
  readonly made: MadeOf[string];
  /** Properties that anything of the row looks into. */
  readonly properties: ReadonlySet<string>;
}
export interface ResourceTable {
  readonly entryOf: (type: string) => Entry | undefined;
  /** The word that says why a type of the second list holds, configures, grants and moves nothing. */
  readonly aside: (type: string) => string | undefined;
  /** The first row of a family, by which what others make of templates is read. */
  readonly entryOfFamily: (family: string) => Entry | undefined;
  readonly entries: readonly Entry[];
  /** Paths into blocks of resources, where rows read the targets of copies. */
  readonly targetPaths: readonly string[];
}

/** `azure-native:storage/v20230101:StorageAccount` is `azure-native:storage:StorageAccount` of one day. */
export const undated = (type: string): string => type.replace(/^(azure-native:[a-z]+)\/v\d{8}(?:preview)?:/, '$1:');

const unmade: MadeOf[string] = [];
const familyOf = ({ family, types }: Row): string => family ?? types[0]!;

export function entryFrom(written: Pick<Entry, 'row' | 'provider' | 'tags' | 'made'>): Entry {
  const { row, tags, made } = written;
  let properties: ReadonlySet<string> | undefined;
  return {
    ...written,
    family: familyOf(row),
    // A plan holds a handful of the types that the table knows.
    get properties() {
      return (properties ??= propertiesOf(row, [...tags, ...made.flatMap(({ by }) => by)]));
    },
  };
}

/** Both must be sound (`flawsOf`): what a table says is believed. */
export function tableOf(
  tables: Readonly<Record<string, unknown>>,
  aside: unknown,
  madeOfs: unknown = {},
): ResourceTable {
  const entries = Object.values(tables as Record<string, Table>).flatMap(({ provider, tags, rows }) =>
    rows.map((row) => {
      const made = (madeOfs as MadeOf)[familyOf(row)] ?? unmade;
      return entryFrom({ row, provider, tags: row.tags ?? tags, made });
    }),
  );
  const byType = new Map(entries.flatMap((entry) => entry.row.types.map((type) => [type, entry] as const)));
  const listed = Object.entries(aside as OutOfScope).map(([word, { types }]) => ({
    word,
    types: types as readonly string[],
  }));
  const unclaimed = entries.map(({ row }) => ({ word: row.ifClaimed ?? row.ifNamed, types: row.types }));
  const words = new Map(
    [...listed, ...unclaimed].flatMap(({ word, types }) =>
      word === undefined ? [] : types.map((type) => [type, word] as const),
    ),
  );
  return {
    entryOf: (type) => byType.get(type) ?? byType.get(undated(type)),
    aside: (type) => words.get(type) ?? words.get(undated(type)),
    entryOfFamily: (family) => entries.find((entry) => entry.family === family),
    entries,
    get targetPaths() {
      const read = entries.flatMap(({ row }) => row.replication?.read ?? []);
      return [...new Set(read.flatMap(({ path }) => (typeof path === 'string' && path.includes('.') ? [path] : [])))];
    },
  };
}
