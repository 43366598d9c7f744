/**
 * Compares the resource table with the typings of the providers: does every token exist, and every property that a row
 * reads? Outside CI, because those packages are huge. `npm run table:check -- <folder>`: a folder of unpacked packages from
 * npm, of packages from PyPI for providers that npm does not have, and of the documentation of Terraform providers that have
 * neither (`table/docs.ts`). What was compared, with versions, is written to `audit/plan/table/checked.json`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { segmentsOf, spellings } from '../audit/plan/table/leaves.ts';
import { alternativePathsOf, factPathsOf } from '../audit/plan/table/paths.ts';
import type { Path, Row } from '../audit/plan/table/shape.ts';
import { outOfScopeTypes, resourceTable } from '../audit/plan/table/table.ts';
import { readDocs } from './table/docs.ts';
import { readPython } from './table/python.ts';
import { readTypings, type Members, type Typings } from './table/typings.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('table:check <folder of unpacked provider packages>');
const typings = readdirSync(folder)
  .map((name) => join(folder, name))
  .map((path) => readPython(path) ?? readDocs(path) ?? readTypings(path));
/** `aws:` of Pulumi, `outscale_` of Terraform. */
const spaceOf = (type: string): string => /^[^:_]+[:_]/.exec(type)?.[0] ?? type;
const knownOf = (type: string): Typings | undefined =>
  typings.find(({ tokens }) => [...tokens.keys()].some((each) => spaceOf(each) === spaceOf(type)));

/** The first segment that no typing knows; undefined where the path exists, or leads into a free map. */
function missing(path: Path, members: Members, { blocks }: Typings, renamed: Row['pulumi'] = {}): string | undefined {
  const text = typeof path === 'string' ? path : path.join('.');
  const exact = Object.hasOwn(renamed, text) ? renamed[text]!.split('.') : undefined;
  let open: readonly Members[] = [members];
  for (const segment of exact ?? segmentsOf(path)) {
    if (segment === 'id') return undefined;
    const names = exact === undefined ? spellings(segment, 'camel') : [segment];
    const types = open.flatMap((each) => names.map((name) => each.get(name)).filter((type) => type !== undefined));
    if (types.length === 0) return segment;
    if (types.some((type) => /\[key: string\]|any\b|Input<\{$/.test(type))) return undefined;
    open = types.flatMap((type) =>
      [...type.matchAll(/(?:inputs|outputs)(?:\.\w+)+/g)].flatMap(([name]) => blocks.get(name) ?? []),
    );
  }
  return undefined;
}

const flaws: string[] = [];
const checked = new Map<string, { tokens: number; properties: number }>();
for (const { row } of resourceTable().entries) {
  // What Terraform wraps and others write bare: one of the sources of a volume has to exist.
  const sources = (row.place ?? []).filter(({ as }) => as === 'source').map(({ path }) => path);
  for (const type of row.types.filter((each) => /[:_]/.test(each))) {
    const known = knownOf(type);
    if (known === undefined) continue;
    const members = known.tokens.get(type);
    if (members === undefined) {
      flaws.push(`${type}: no such token in ${known.is}`);
      continue;
    }
    const count = checked.get(known.is) ?? { tokens: 0, properties: 0 };
    checked.set(known.is, count);
    count.tokens += 1;
    for (const paths of alternativePathsOf(row)) {
      if (paths.some((path) => missing(path, members, known, row.pulumi) === undefined)) count.properties += 1;
      else flaws.push(`${type}: none of ${paths.map(String).join(', ')} in ${known.is}`);
    }
    for (const path of factPathsOf(row)) {
      const segment = missing(path, members, known, row.pulumi);
      if (segment === undefined) count.properties += 1;
      else if (sources.slice(1).includes(path)) continue;
      else flaws.push(`${type}: no “${segment}” of ${typeof path === 'string' ? path : path.join('.')} in ${known.is}`);
    }
  }
}
for (const type of Object.values(outOfScopeTypes as Record<string, string[]>).flat()) {
  const known = knownOf(type);
  if (known !== undefined && !known.tokens.has(type)) flaws.push(`${type}: no such token in ${known.is}`);
}
for (const flaw of flaws) process.stdout.write(`${flaw}\n`);
const result = Object.fromEntries([...checked].sort(([one], [other]) => (one < other ? -1 : 1)));
if (flaws.length === 0)
  writeFileSync(
    join(import.meta.dirname, '../audit/plan/table/checked.json'),
    `${JSON.stringify(result, undefined, 2)}\n`,
  );
process.stdout.write(`${JSON.stringify(result)} ${flaws.length} flaws\n`);
process.exitCode = flaws.length === 0 ? 0 : 1;
