/** Every path that a row reads, so that nothing else of a resource has to be kept, and so that each can be checked. */
import { segmentsOf } from './leaves.ts';
import type { Path, Row } from './shape.ts';

const doorPaths = ({ read, within, to }: NonNullable<Row['doors']>[number]): readonly { readonly path: Path }[] => [
  read,
  ...(within === undefined ? [] : [within]),
  ...(to === undefined ? [] : [{ path: to }]),
];

/** Paths of who is let in by name. */
const whoPathsOf = ({ trust, grantees, wide }: Row): readonly Path[] => [
  ...(trust === undefined ? [] : [trust]),
  ...(wide?.who ?? []),
  ...(wide?.role === undefined ? [] : [wide.role]),
  ...(grantees?.paths ?? []),
  ...(grantees?.owner === undefined ? [] : [grantees.owner]),
];

/** Paths of facts and place: each must exist in the provider's own schema. */
export function factPathsOf(row: Row): readonly Path[] {
  const readings = [
    ...(row.encryption?.read ?? []),
    ...(row.replication?.read ?? []),
    ...(row.versioning?.read ?? []),
    ...(row.doors ?? []).flatMap(doorPaths),
    ...(row.blocks ?? []),
    ...(row.place ?? []),
  ].map(({ path }) => path);
  const off = [
    ...(row.replication?.unless === undefined ? [] : [row.replication.unless.path]),
    ...(row.replication?.logs ?? []),
  ];
  const shut = row.point?.shut === undefined ? [] : [row.point.shut];
  return [...(row.policy ?? []), ...shut, ...whoPathsOf(row), ...readings, ...off];
}

/** Lists of which one path has to exist: versions of a provider name the same thing differently. */
export const alternativePathsOf = (row: Row): readonly (readonly Path[])[] =>
  [row.name, row.parent?.by, ...(row.uses ?? []).map(({ by }) => by)].filter((paths) => paths !== undefined);

/** Properties of the resource itself, as the table spells them, that anything of the row looks into. */
export function propertiesOf(row: Row, tags: readonly Path[]): ReadonlySet<string> {
  const made = row.makes === undefined ? [] : [row.makes.path, row.makes.replicas];
  const all = [...factPathsOf(row), ...alternativePathsOf(row).flat(), ...(row.ids ?? []), ...tags, ...made];
  return new Set([...all.map((path) => segmentsOf(path)[0]!), ...(row.object === undefined ? [] : ['metadata'])]);
}
