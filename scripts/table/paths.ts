/** Whether a path of the table exists in what a provider says of a type. */
import { segmentsOf, spellings } from '../../audit/plan/table/leaves.ts';
import type { Path, Row } from '../../audit/plan/table/shape.ts';
import type { Members, Typings } from './typings.ts';

export const written = (path: Path): string => (typeof path === 'string' ? path : path.join('.'));

/** The first segment that no typing knows; undefined where the path exists, or leads into a free map. */
export function missing(path: Path, type: string, { tokens, blocks }: Typings, row: Row): string | undefined {
  // Exceptions of spelling are Pulumi's alone.
  const renamed = type.includes(':') ? (row.pulumi ?? {}) : {};
  const text = written(path);
  const exact = Object.hasOwn(renamed, text) ? renamed[text]!.split('.') : undefined;
  let open: readonly Members[] = [tokens.get(type)!];
  for (const segment of exact ?? segmentsOf(path)) {
    if (segment === 'id') return undefined;
    const names = exact === undefined ? spellings(segment, 'camel') : [segment];
    const types = open.flatMap((each) => names.map((name) => each.get(name)).filter((found) => found !== undefined));
    if (types.length === 0) return segment;
    if (types.some((found) => /\[key: string\]|any\b|Input<\{$/.test(found))) return undefined;
    open = types.flatMap((found) =>
      [...found.matchAll(/(?:inputs|outputs)(?:\.\w+)+/g)].flatMap(([name]) => blocks.get(name) ?? []),
    );
  }
  return undefined;
}
