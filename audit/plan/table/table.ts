/** The resource table, read once: what each type of resource is to us. A row that breaks its own schema stops the program. */
import { Value } from 'typebox/value';
import { fault } from '../../../estate/index.ts';
import alibaba from './alibaba.json' with { type: 'json' };
import aws from './aws.json' with { type: 'json' };
import azure from './azure.json' with { type: 'json' };
import exoscale from './exoscale.json' with { type: 'json' };
import google from './google.json' with { type: 'json' };
import kubernetes from './kubernetes.json' with { type: 'json' };
import openstack from './openstack.json' with { type: 'json' };
import outOfScope from './out-of-scope.json' with { type: 'json' };
import outscale from './outscale.json' with { type: 'json' };
import ovh from './ovh.json' with { type: 'json' };
import own from './own.json' with { type: 'json' };
import scaleway from './scaleway.json' with { type: 'json' };
import { OutOfScope, Table, type Path, type Row } from './shape.ts';

/** A row with what its file says of all its rows. */
export interface Entry {
  readonly row: Row;
  readonly provider: string;
  readonly family: string;
  readonly tags: readonly Path[];
}
export interface ResourceTable {
  readonly entryOf: (type: string) => Entry | undefined;
  /** The word that says why a type of the second list holds, configures, grants and moves nothing. */
  readonly aside: (type: string) => string | undefined;
  readonly entries: readonly Entry[];
}

/** A holder has a kind; what configures or moves has a parent, or is something that others use. */
function unsoundRow({ types, role, kind, parent, name, family }: Row): string | undefined {
  if (role === 'holds' && (kind === undefined || name === undefined)) return `${types[0]}: holds without kind or name`;
  if ((role === 'configures' || role === 'moves') && parent === undefined && family === undefined)
    return `${types[0]}: configures nothing`;
  return undefined;
}

/** Every flaw of a table, as `file: what`; empty when it is sound. */
export function flawsOf(tables: Readonly<Record<string, unknown>>, aside: unknown): string[] {
  const flaws: string[] = [];
  const met = new Map<string, string>();
  const meet = (type: string, where: string) => {
    if (met.has(type)) flaws.push(`${where}: ${type} stands in ${met.get(type)} too`);
    met.set(type, where);
  };
  for (const [where, table] of Object.entries(tables)) {
    if (!Value.Check(Table, table)) {
      flaws.push(...Value.Errors(Table, table).map((error) => `${where}${error.instancePath}: ${error.message}`));
      continue;
    }
    for (const row of table.rows) {
      const flaw = unsoundRow(row);
      if (flaw !== undefined) flaws.push(`${where}: ${flaw}`);
      for (const type of row.types) meet(type, where);
    }
  }
  if (!Value.Check(OutOfScope, aside)) flaws.push('out-of-scope: not lists of types by a word');
  else for (const type of Object.values(aside).flat()) meet(type, 'out-of-scope');
  return flaws;
}

/** `azure-native:storage/v20230101:StorageAccount` is `azure-native:storage:StorageAccount` of one day. */
const undated = (type: string): string => type.replace(/^(azure-native:[a-z]+)\/v\d{8}(?:preview)?:/, '$1:');

export function tableOf(tables: Readonly<Record<string, unknown>>, aside: unknown): ResourceTable {
  const flaws = flawsOf(tables, aside);
  if (flaws.length > 0) throw fault('internal', { detail: `resource table: ${flaws[0]}` });
  const entries = Object.values(tables as Record<string, Table>).flatMap(({ provider, tags, rows }) =>
    rows.map((row): Entry => ({ row, provider, family: row.family ?? row.types[0]!, tags: row.tags ?? tags })),
  );
  const byType = new Map(entries.flatMap((entry) => entry.row.types.map((type) => [type, entry] as const)));
  const words = new Map(
    Object.entries(aside as OutOfScope).flatMap(([word, types]) => types.map((type) => [type, word] as const)),
  );
  return {
    entryOf: (type) => byType.get(type) ?? byType.get(undated(type)),
    aside: (type) => words.get(type) ?? words.get(undated(type)),
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
export const outOfScopeTypes: unknown = outOfScope;

let loaded: ResourceTable | undefined;
/** The table of this version, checked at its first use. */
export function resourceTable(): ResourceTable {
  loaded ??= tableOf(tableFiles, outOfScopeTypes);
  return loaded;
}
