import fc from 'fast-check';
import { expect, it } from 'vitest';
import { saysOn } from '../../../../audit/plan/join/sides/says.ts';
import { factPathsOf } from '../../../../audit/plan/table/paths.ts';
import { segmentsOf } from '../../../../audit/plan/table/leaves.ts';
import type { Path } from '../../../../audit/plan/table/shape.ts';
import { resourceTable, tableFiles, tableOf, outOfScopeTypes } from '../../../../audit/plan/table/table.ts';
import { secretLeaf, unknownLeaf, type Told, type Tree } from '../../../../audit/plan/told.ts';
import { inputTold, provider, read, resource } from '../telling.ts';

type Table = Record<string, Tree>;

function put(tree: Table, path: Path, leaf: Tree): void {
  const segments = [...segmentsOf(path)];
  const last = segments.pop()!;
  let at = tree;
  for (const name of segments) {
    const below = at[name];
    if (typeof below !== 'object' || below === null || below === unknownLeaf || below === secretLeaf) at[name] = {};
    at = at[name] as Table;
  }
  at[last] = leaf;
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom<Tree>(
    unknownLeaf,
    secretLeaf,
    null,
    true,
    false,
    0,
    '',
    'private',
    'public-read',
    'eu-west-3',
    'true',
  ),
  fc.constantFrom<Tree>({ leaf: 'unknown' }, [], ['a', 'b'], ['a;"1 b'], [{}], { csi: { server: 'x' } }, ['*', 7]),
  fc.string({ maxLength: 3 }),
);
const { entries } = resourceTable();

it('finds the same words for what looks alike as for what is read for the first time, of every row', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...entries),
      fc.constantFrom('snake' as const, 'camel' as const),
      fc.array(fc.array(fc.tuple(fc.nat(), leaf), { maxLength: 6 }), { minLength: 2, maxLength: 8 }),
      (entry, spelling, trees) => {
        const paths = factPathsOf(entry.row);
        for (const drawn of trees) {
          const tree: Table = {};
          for (const [at, what] of drawn) if (paths.length > 0) put(tree, paths[at % paths.length]!, what);
          const page = { tree, spelling, renamed: entry.row.pulumi ?? {} };
          const { id: _known, ...known } = saysOn(page, entry);
          const { id: _first, ...first } = saysOn(page, { ...entry });
          expect(known).toEqual(first);
        }
      },
    ),
    { numRuns: 400 },
  );
});

const bucket = fc.record(
  {
    acl: fc.constantFrom<Tree>('private', 'public-read', unknownLeaf, 7),
    region: fc.constantFrom<Tree>('eu-west-3', 'us-east-1', unknownLeaf),
    policy: fc.constantFrom<Tree>(
      '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}',
      '?',
    ),
    tags: fc.constantFrom<Tree>({}, { 'cloison-dataset': 'results' }, { 'cloison-dataset': 'people' }),
  },
  { requiredKeys: [] },
);

it('judges a container among others as it does alone', async () => {
  const freshTable = () => tableOf(tableFiles, outOfScopeTypes);
  const head: readonly Told[] = [inputTold(), provider({ region: 'eu-west-3' })];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(bucket, fc.option(bucket, { nil: undefined })), { maxLength: 6 }),
      async (all) => {
        const told = all.map(([after, before], at) =>
          resource({
            type: 'aws_s3_bucket',
            name: `r${at}`,
            operation: before === undefined ? 'create' : 'update',
            after: { bucket: `b${at}`, ...after },
            ...(before === undefined ? {} : { before: { bucket: `b${at}`, ...before } }),
          }),
        );
        const together = await read([...head, ...told]);
        const alone = await Promise.all(told.map((one) => read([...head, one], { table: freshTable() })));
        const texts = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
        expect(texts(together.collection.observations)).toEqual(
          texts(alone.flatMap(({ collection }) => collection.observations)),
        );
        expect(new Map(together.planned)).toEqual(new Map(alone.flatMap(({ planned }) => [...planned])));
        expect(texts(together.movements)).toEqual(texts(alone.flatMap(({ movements }) => movements)));
      },
    ),
  );
});
