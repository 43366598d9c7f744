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

export interface Bad {
  readonly what: string;
  readonly path: Path;
  readonly value: Tree;
}
/** Wrong in the facts themselves: whoever says it, the container or a part of it. */
export function badIn(row: Row): Bad[] {
  const doors = (row.doors ?? []).flatMap(({ read: { path, values = {}, type } }): Bad[] => {
    const open = Object.keys(values).filter((key) => values[key] !== 'shut');
    return [
      ...open.map((key) => ({ what: `opened to ${key}`, path, value: leafOf(key, Object.keys(values), type) })),
      { what: 'opened to who knows whom', path, value: unknownLeaf },
      ...nonsense.map((value) => ({ what: 'opened to nonsense', path, value })),
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
  return [...doors, ...policies, ...copies];
}
export const plain = (row: Row): Bad[] =>
  (row.encryption?.read ?? []).flatMap(({ path, values = {}, type }) =>
    Object.keys(values)
      .filter((key) => values[key] === 'none')
      .map((key) => ({ what: 'not encrypted', path, value: leafOf(key, Object.keys(values), type) })),
  );

export const isAsked = (row: Row, { what }: Bad) => spoken(row) && (!what.startsWith('opened') || isExposable(row));
