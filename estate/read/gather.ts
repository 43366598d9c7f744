/** Open documents → entries: each table of each file, pruned to what fits, with what is said twice refused. */
import type { TSchema } from 'typebox';
import type { Json } from '../canonical.ts';
import { Activity, Dataset } from '../schema/data.ts';
import { Flow, Transfer } from '../schema/movement.ts';
import { Document, Freeze, Waiver } from '../schema/papers.ts';
import { Entity, Organisation } from '../schema/parties.ts';
import { ControlStage } from '../schema/stages.ts';
import { Zone } from '../schema/zones.ts';
import type { Entry, Listed, Named } from './draft.ts';
import type { Flaw } from './flaw.ts';
import { isTable, type OpenDocument } from './include.ts';
import { pointerTo } from './positions.ts';
import { pruned } from './prune.ts';

export const namedSchemas: { readonly [Table in keyof Named]: TSchema } = {
  entities: Entity,
  zones: Zone,
  activities: Activity,
  datasets: Dataset,
  documents: Document,
};
export const listedSchemas: { readonly [Table in keyof Listed]: TSchema } = {
  flows: Flow,
  transfers: Transfer,
  waivers: Waiver,
  freezes: Freeze,
  stages: ControlStage,
};

export interface Gathered<T> {
  readonly entries: readonly Entry<T>[];
  readonly written: ReadonlySet<string>;
  readonly flaws: readonly Flaw[];
}

/** The schema has been applied by `pruned`, so that the type of an entry is what its schema says. */
function entryOf<T>(schema: TSchema, document: OpenDocument, id: string, pointer: string, value: unknown): Entry<T>[] {
  const kept = document.fits ? value : pruned(schema, value as Json);
  return kept === undefined ? [] : [{ id, value: kept as T, file: document.file, pointer }];
}

export function gatherNamed<Table extends keyof Named>(
  table: Table,
  documents: readonly OpenDocument[],
): Gathered<Named[Table]> {
  const entries: Entry<Named[Table]>[] = [];
  const written = new Map<string, string>();
  const flaws: Flaw[] = [];
  for (const document of documents) {
    const values = document.value[table];
    if (!isTable(values)) continue;
    for (const [id, value] of Object.entries(values)) {
      const pointer = pointerTo(`/${table}`, id);
      const before = written.get(id);
      if (before === undefined)
        entries.push(...entryOf<Named[Table]>(namedSchemas[table], document, id, pointer, value));
      else
        flaws.push({
          code: 'written-twice',
          file: document.file,
          pointer,
          part: 'key',
          values: { key: id, other: before },
        });
      if (before === undefined) written.set(id, document.file);
    }
  }
  return { entries, written: new Set(written.keys()), flaws };
}

export function gatherListed<Table extends keyof Listed>(
  table: Table,
  documents: readonly OpenDocument[],
): Entry<Listed[Table]>[] {
  return documents.flatMap((document) => {
    const values = document.value[table];
    if (!Array.isArray(values)) return [];
    return values.flatMap((value, index) =>
      entryOf<Listed[Table]>(listedSchemas[table], document, String(index), pointerTo(`/${table}`, index), value),
    );
  });
}

export function gatherOrganisation(root: OpenDocument | undefined): Entry<Organisation> | undefined {
  if (root === undefined) return undefined;
  return entryOf<Organisation>(
    Organisation,
    root,
    'organisation',
    '/organisation',
    root.value['organisation'] ?? null,
  )[0];
}

/** Names of places, also of those whose zone is too wrong to keep. */
export function writtenPlaces(documents: readonly OpenDocument[]): Set<string> {
  const names = new Set<string>();
  for (const { value } of documents) {
    const zones = value['zones'];
    for (const zone of isTable(zones) ? Object.values(zones) : []) {
      const places = isTable(zone) ? zone['places'] : undefined;
      for (const name of isTable(places) ? Object.keys(places) : []) names.add(name);
    }
  }
  return names;
}
