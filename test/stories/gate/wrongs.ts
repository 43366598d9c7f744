/** What can be wrong in the facts of a container, by what its row reads: a door, a policy, a copy, no encryption. */
import type { Path, Row } from '../../../audit/plan/table/shape.ts';
import { unknownLeaf, type Tree } from '../../../audit/plan/told.ts';

/** A workload holds nothing: only where it runs is asked of it. */
export const spoken = (row: Row) => row.kind !== 'workload';
export const isExposable = ({ kind }: Row) => kind === 'bucket' || kind === 'database' || kind === 'stream';
export const anyone =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

/** A value in the text of the table, as the property holds it. */
export function leafOf(key: string, keys: readonly string[], type?: string): Tree {
  const isBoolean = type === undefined && keys.every((each) => each === 'true' || each === 'false');
  return type === 'number' ? Number(key) : isBoolean ? key === 'true' : key;
}

/** Of a type that no property of the table has. */
const nonsense: readonly Tree[] = [123, { nonsense: 1 }];

type Door = NonNullable<Row['doors']>[number];
export type Openness = 'open' | 'shut';
/** What stands at a door for it to be open or shut; empty where it has no such value. */
export function doorValues({ read: { path, type, values = {}, other } }: Door, is: Openness): readonly Tree[] {
  if (type === 'addresses')
    return is === 'shut'
      ? ['203.0.113.7']
      : ['0.0.0.0/0', '128.0.0.0/1', '1.0.0.0/8', '203.0.112.0/23', '::/0', 'here'];
  const isOf = (opening: string | undefined) => opening === 'shut' || opening === 'silent' || opening === undefined;
  const all = Object.keys(values).filter((key) => isOf(values[key]) === (is === 'shut') && values[key] !== 'silent');
  const rest = other !== undefined && other !== 'silent' && isOf(other) === (is === 'shut');
  return [
    ...all.map((key) => leafOf(key, Object.keys(values), type)),
    ...(rest ? [type === 'block' ? { of: String(path) } : 'anything-else'] : []),
  ];
}
const lasts: Readonly<Record<string, string>> = {
  '203.0.113.7': '203.0.113.255',
  '203.0.112.0/23': '203.0.113.255',
};
/** Spans: what stands at the last address where this stands at the first. */
const lastOf = (first: Tree): Tree => (typeof first === 'string' ? lasts[first] : undefined) ?? '255.255.255.255';
const firstOf = (range: Tree): Tree => (typeof range === 'string' && range !== 'here' ? range.split('/')[0]! : range);

export interface Bad {
  readonly what: string;
  readonly path: Path;
  readonly value: Tree;
  /** The kind of the door that it opens, so that no block of its own kind shuts it. */
  readonly by?: Door['by'] | undefined;
  readonly also?: readonly { readonly path: Path; readonly value: Tree }[];
}
/** A value at a door, and what has to stand beside it. */
export function atDoor({ by, read: { path, type }, to }: Door, value: Tree): Omit<Bad, 'what'> {
  if (type !== 'addresses' || to === undefined) return { path, value, by };
  return { path, value: firstOf(value), by, also: [{ path: to, value: lastOf(value) }] };
}
/** A door that is not shut where nobody says anything of it. */
export const isLax = ({ absent = 'shut' }: Door): boolean => absent !== 'shut';
/** Wrong in the facts themselves: whoever says it, the container or a part of it. */
export function badIn(row: Row): Bad[] {
  const doors = (row.doors ?? []).flatMap((door): Bad[] => {
    const at = (what: string, value: Tree): Bad => ({ what, ...atDoor(door, value) });
    const odd = door.read.type === 'block' ? nonsense.filter((value) => typeof value !== 'object') : nonsense;
    return [
      ...doorValues(door, 'open').map((value) => at(`opened to ${JSON.stringify(value)}`, value)),
      ...(isLax(door) ? [{ ...at('opened by saying nothing', null), by: undefined }] : []),
      ...(door.read.unknown === 'shut' ? [] : [at('opened to who knows whom', unknownLeaf)]),
      ...odd.map((value) => at('opened to nonsense', value)),
    ];
  });
  const policies = (row.policy ?? []).flatMap((path): Bad[] => [
    { what: 'opened by a policy', path, value: anyone },
    { what: 'opened by a policy that is not known', path, value: unknownLeaf },
    { what: 'opened by a policy that is none', path, value: '{"Statement":' },
    ...nonsense.map((value) => ({ what: 'opened by a policy of a wrong type', path, value })),
  ]);
  const copies = (row.replication?.read ?? []).flatMap(({ path, values = {}, other, type }): Bad[] => {
    const away = Object.keys(values).filter((key) => values[key]!.length > 0);
    return [
      ...away.map((key) => ({ what: `copied by ${key}`, path, value: leafOf(key, Object.keys(values), type) })),
      ...(other === undefined ? [] : [{ what: 'copied elsewhere', path, value: 'elsewhere' }]),
      { what: 'copied who knows where', path, value: unknownLeaf },
      ...(type === 'block' ? [] : nonsense.map((value) => ({ what: 'copied to nonsense', path, value }))),
    ];
  });
  const named = (row.grantees?.paths ?? []).flatMap((path): Bad[] =>
    ['a-stranger', unknownLeaf, ...nonsense].map((value) => ({ what: 'given to who knows whom', path, value })),
  );
  return [...doors, ...policies, ...copies, ...named];
}
export const plain = (row: Row): Bad[] =>
  (row.encryption?.read ?? []).flatMap(({ path, values = {}, type }) =>
    Object.keys(values)
      .filter((key) => values[key] === 'none')
      .map((key) => ({ what: 'not encrypted', path, value: leafOf(key, Object.keys(values), type) })),
  );

export const isAsked = (row: Row, { what }: Bad) => spoken(row) && (!what.startsWith('opened') || isExposable(row));
