/**
 * The resource table, read once: what each type of resource is to us. Its files are part of the program and are checked
 * against their schema by its tests, not at each start: that would cost more than judging a small plan.
 */
import alibaba from './alibaba.json' with { type: 'json' };
import aws from './aws.json' with { type: 'json' };
import azure from './azure.json' with { type: 'json' };
import exoscale from './exoscale.json' with { type: 'json' };
import google from './google.json' with { type: 'json' };
import kubernetes from './kubernetes.json' with { type: 'json' };
import madeOf from './made.json' with { type: 'json' };
import openstack from './openstack.json' with { type: 'json' };
import outOfScope from './out-of-scope.json' with { type: 'json' };
import outscale from './outscale.json' with { type: 'json' };
import ovh from './ovh.json' with { type: 'json' };
import own from './own.json' with { type: 'json' };
import scaleway from './scaleway.json' with { type: 'json' };
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
}

/** `azure-native:storage/v20230101:StorageAccount` is `azure-native:storage:StorageAccount` of one day. */
const undated = (type: string): string => type.replace(/^(azure-native:[a-z]+)\/v\d{8}(?:preview)?:/, '$1:');

const unmade: MadeOf[string] = [];

/** Both must be sound (`flawsOf`): what a table says is believed. */
export function tableOf(
  tables: Readonly<Record<string, unknown>>,
  aside: unknown,
  madeOfs: unknown = {},
): ResourceTable {
  const entries = Object.values(tables as Record<string, Table>).flatMap(({ provider, tags, rows }) =>
    rows.map((row): Entry => {
      const named = row.tags ?? tags;
      const family = row.family ?? row.types[0]!;
      const made = (madeOfs as MadeOf)[family] ?? unmade;
      let properties: ReadonlySet<string> | undefined;
      return {
        row,
        provider,
        family,
        tags: named,
        made,
        // A plan holds a handful of the types that the table knows.
        get properties() {
          return (properties ??= propertiesOf(row, [...named, ...made.flatMap(({ by }) => by)]));
        },
      };
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
  };
}

export const tableFiles: Readonly<Record<string, unknown>> = {
  alibaba,
  aws,
  azure,
  exoscale,
  google,
  kubernetes,
  openstack,
  outscale,
  ovh,
  own,
  scaleway,
};
export const madeOfTypes: unknown = madeOf.families;
export const outOfScopeTypes: unknown = outOfScope;

let loaded: ResourceTable | undefined;
/** The table of this version. */
export function resourceTable(): ResourceTable {
  loaded ??= tableOf(tableFiles, outOfScopeTypes, madeOfTypes);
  return loaded;
}
