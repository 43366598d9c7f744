/** Holds every row of the table against the schemas: its tokens, what it reads, and what says what it is made of. */
import { alternativePathsOf, factPathsOf } from '../../audit/plan/table/paths.ts';
import type { Path } from '../../audit/plan/table/shape.ts';
import type { Entry } from '../../audit/plan/table/table.ts';
import { missing, written } from './paths.ts';
import type { Typings } from './typings.ts';

export interface Counted {
  tokens: number;
  properties: number;
}
export interface Known {
  readonly of: (type: string) => Typings | undefined;
  /** Tokens that only older or only newer versions have than the compared one, and where that is said. */
  readonly otherVersions: Readonly<Record<string, string>>;
  /** By package. */
  readonly checked: Map<string, Counted>;
}

/** What one of the tools, or of the rows of a family, cannot say: the Terraform provider of Kubernetes makes no claim of another. */
const lacking: ReadonlySet<string> = new Set([
  'PersistentVolumeClaim spec.data_source.name',
  'PersistentVolumeClaim spec.data_source_ref.name',
  'aws_fsx_windows_file_system import_path',
  'ovh_cloud_project_volume snapshot_id',
  // In the documentation of terraform-provider-google of August 2026, newer than the version that is compared.
  'google_sql_database_instance backupdr_backup',
  'google_sql_database_instance point_in_time_restore_context.datasource',
]);

/** Undefined where nothing can be compared: no schema is at hand, or the type is one of older versions. */
function schemaOf(type: string, { of, otherVersions }: Known, flaws: string[]): Typings | undefined {
  const known = of(type);
  if (known === undefined) return undefined;
  if (known.tokens.has(type)) {
    if (Object.hasOwn(otherVersions, type)) flaws.push(`${type}: said to be of other versions, and in ${known.is}`);
    return known;
  }
  if (!Object.hasOwn(otherVersions, type)) flaws.push(`${type}: no such token in ${known.is}`);
  return undefined;
}

/** A property that only older versions of a type have: `type.path`. */
const isOfOthers = (type: string, path: Path, { otherVersions }: Known): boolean =>
  Object.hasOwn(otherVersions, `${type}.${written(path)}`);

export function flawsOfRow({ row, made }: Entry, known: Known): string[] {
  const flaws: string[] = [];
  // What Terraform wraps and others write bare: one of the sources of a volume has to exist.
  const sources = (row.place ?? []).filter(({ as }) => as === 'source').map(({ path }) => path);
  const schemas = row.types.flatMap((type) => {
    const schema = /[:_]/.test(type) ? schemaOf(type, known, flaws) : undefined;
    return schema === undefined ? [] : [{ type, schema }];
  });
  for (const { type, schema } of schemas) {
    const count = known.checked.get(schema.is) ?? { tokens: 0, properties: 0 };
    known.checked.set(schema.is, count);
    count.tokens += 1;
    for (const paths of alternativePathsOf(row)) {
      if (paths.some((path) => missing(path, type, schema, row) === undefined)) count.properties += 1;
      else flaws.push(`${type}: none of ${paths.map(String).join(', ')} in ${schema.is}`);
    }
    for (const path of factPathsOf(row)) {
      const segment = missing(path, type, schema, row);
      if (segment === undefined) count.properties += 1;
      else if (!sources.slice(1).includes(path) && !isOfOthers(type, path, known))
        flaws.push(`${type}: no “${segment}” of ${written(path)} in ${schema.is}`);
    }
  }
  // Of one package one type of the row has to have it: a copy is made of what its original is not.
  for (const { by } of made.filter((rule) => !lacking.has(`${row.types[0]} ${rule.by.map(written).join()}`)))
    for (const [name, same] of Map.groupBy(schemas, ({ schema }) => schema.is)) {
      const has = same.some(({ type, schema }) => by.some((path) => missing(path, type, schema, row) === undefined));
      if (has) known.checked.get(name)!.properties += 1;
      else flaws.push(`${row.types[0]}: made by none of ${by.map(written).join(', ')} in ${name}`);
    }
  return flaws;
}

export function flawsOfAside(types: readonly string[], known: Known): string[] {
  const flaws: string[] = [];
  for (const type of types) {
    const schema = schemaOf(type, known, flaws);
    if (schema === undefined) continue;
    const count = known.checked.get(schema.is) ?? { tokens: 0, properties: 0 };
    known.checked.set(schema.is, count);
    count.tokens += 1;
  }
  return flaws;
}
