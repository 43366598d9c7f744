/** Draft → Estate: every table present, entries by id without prototype, so that no id finds an inherited property. */
import type { Estate } from '../schema/estate.ts';
import type { Draft, Entry } from './draft.ts';
import type { Positions } from './positions.ts';

/** Where a part of the whole estate is written, whatever file it came from. */
export interface EstatePositions {
  /** `pointer` is into the Estate, e.g. `/datasets/results/lies/0`; undefined when no such entry was written. */
  spot(pointer: string): { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

function record<T>(entries: readonly Entry<T>[]): Record<string, T> {
  const result = Object.create(null) as Record<string, T>;
  for (const { id, value } of entries) result[id] = value;
  return result;
}

function values<T>(entries: readonly Entry<T>[]): T[] {
  return entries.map(({ value }) => value);
}

export function assemble(draft: Draft): Estate | undefined {
  if (draft.organisation === undefined) return undefined;
  return {
    apiVersion: 'cloison/v1',
    organisation: draft.organisation.value,
    entities: record(draft.entities),
    zones: record(draft.zones),
    activities: record(draft.activities),
    datasets: record(draft.datasets),
    operators: values(draft.operators),
    identities: values(draft.identities),
    flows: values(draft.flows),
    transfers: values(draft.transfers),
    documents: record(draft.documents),
    waivers: values(draft.waivers),
    freezes: values(draft.freezes),
    ...(draft.stages.length === 0 ? {} : { stages: values(draft.stages) }),
  };
}

const numbered: ReadonlySet<string> = new Set([
  'operators',
  'identities',
  'flows',
  'transfers',
  'waivers',
  'freezes',
  'stages',
]);

/** In the Estate a list is numbered through; in the files each part of it starts at 0. */
function entryAt(draft: Draft, table: string, id: string): Entry<unknown> | undefined {
  const { organisation: _, written: __, ...tables } = draft;
  const entries: readonly Entry<unknown>[] | undefined = Object.entries(tables).find(([name]) => name === table)?.[1];
  return numbered.has(table)
    ? entries?.[/^\d+$/.test(id) ? Number(id) : -1]
    : entries?.find((entry) => entry.id === id);
}

export function positionsOf(draft: Draft, files: ReadonlyMap<string, Positions>): EstatePositions {
  return {
    spot(pointer) {
      const [, table = '', ...rest] = pointer.split('/');
      const isOrganisation = table === 'organisation';
      const id = (rest[0] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
      const entry = isOrganisation ? draft.organisation : entryAt(draft, table, id);
      if (entry === undefined) return undefined;
      const inner = (isOrganisation ? rest : rest.slice(1)).map((key) => `/${key}`).join('');
      const spot = files.get(entry.file)?.spot(entry.pointer + inner, inner === '' ? 'key' : 'value');
      return { file: entry.file, line: spot?.line ?? 0, column: spot?.column ?? 0 };
    },
  };
}
