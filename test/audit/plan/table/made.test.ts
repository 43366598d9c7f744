/** Every rule of what is made of something, in every tool's spelling: unseen it is not understood, seen it counts. */
import { expect, it } from 'vitest';
import type { Path } from '../../../../audit/plan/table/shape.ts';
import { resourceTable, type Entry } from '../../../../audit/plan/table/table.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../../audit/plan/told.ts';
import type { Estate } from '../../../../estate/index.ts';
import { estateOf, inputTold, paris, read, resource, type Sketch } from '../telling.ts';
import { planted } from './planted.ts';

const datasets = { people: { class: 'D2' }, file: { class: 'D3' } } as unknown as Estate['datasets'];
const estate = estateOf(paris.zones, { datasets });
const { entries, entryOfFamily } = resourceTable();

const isPulumi = (type: string) => type.includes(':');
/** Of a family, the token that the same tool writes. */
const twin = (family: string, type: string): readonly [Entry, string] | undefined =>
  entries
    .filter((entry) => entry.family === family)
    .flatMap((entry) => entry.row.types.map((each) => [entry, each] as const))
    .find(([, each]) => isPulumi(each) === isPulumi(type) && /^[A-Z]/.test(each) === /^[A-Z]/.test(type));

const named = ({ row }: Entry, type: string, tree: Properties): Properties =>
  planted((row.ids ?? [])[0] ?? row.name![0]!, 'the-source', row, type, tree);
const claiming = (entry: Entry, type: string, dataset: string): Properties =>
  entry.tags.reduce<Properties>(
    (tree, path: Path) => planted(path, { 'cloison-dataset': dataset }, entry.row, type, tree),
    {},
  );

interface Case {
  readonly type: string;
  readonly entry: Entry;
  readonly by: Path;
  readonly of: readonly string[];
  readonly shown: boolean;
}
const cases = entries
  .filter(({ row }) => row.role === 'holds' && row.ifClaimed === undefined)
  .flatMap((entry) =>
    entry.row.types.flatMap((type) =>
      entry.made.flatMap(({ of, by, shown }) =>
        by.map((path) => [`${type}: ${String(path)}`, { type, entry, by: path, of, shown: shown === true }] as const),
      ),
    ),
  );

async function made({ type, entry, by }: Case, source: Tree, ...more: readonly Sketch[]) {
  const after = planted(by, source, entry.row, type, claiming(entry, type, 'people'));
  const { rows, planned } = await read(
    [inputTold(), ...[{ type, name: 'x', after }, ...more].map((each) => resource(each))],
    { estate },
  );
  const { outcome, reason, subject } = rows.find(({ address }) => address === `${type}.x`)!;
  return [reason ?? outcome, planned.get(subject ?? '')?.claimedBefore];
}

/** A part says what its holder is made of. */
const parts = entries
  .filter(({ row }) => row.role !== 'holds' && row.parent !== undefined && row.parent.every !== true)
  .flatMap((entry) =>
    entry.row.types.flatMap((type) => {
      const holder = entry.row.parent!.of.map((family) => twin(family, type)).find((each) => each !== undefined);
      if (holder?.[0].row.role !== 'holds') return [];
      return entry.made.flatMap(({ by, every }) =>
        every === true
          ? []
          : by.map((path) => [`${type}: ${String(path)}`, { type, entry, by: path, holder }] as const),
      );
    }),
  );

it.each(parts)('%s, a part, is not understood where nobody shows it', async (_, { type, entry, by, holder }) => {
  const [its, token] = holder;
  const held: Properties = planted(its.row.name![0]!, 'the-holder', its.row, token, claiming(its, token, 'people'));
  const own = planted(entry.row.parent!.by[0]!, 'the-holder', entry.row, type);
  const reasonOf = async (after: Properties) => {
    const all = [
      { type: token, name: 'h', after: held },
      { type, name: 'x', after },
    ];
    const { rows } = await read([inputTold(), ...all.map((each) => resource(each))], { estate });
    const { outcome, reason } = rows.find(({ address }) => address === `${type}.x`)!;
    return reason ?? outcome;
  };
  expect(await reasonOf(own)).toBe('judged');
  expect(await reasonOf(planted(by, 'the-source', entry.row, type, own))).toBe('source-not-known');
  expect(await reasonOf(planted(by, unknownLeaf, entry.row, type, own))).toBe('source-not-known');
});

it('takes an image that its publisher gives to everybody for none of anybody’s', async () => {
  const [, one] = cases.find(([name]) => name === 'google_compute_disk: image')!;
  for (const everybodys of ['debian-cloud/debian-12', 'projects/cos-cloud/global/images/family/cos-stable'])
    expect((await made(one, everybodys))[0]).toBe('judged');
  expect((await made(one, 'https://www.googleapis.com/compute/v1/projects/debian-cloud/global/images/d'))[0]).toBe(
    'judged',
  );
  for (const other of [
    'debian-12',
    'projects/own/global/images/debian-cloud/x',
    'own/debian-cloud/',
    'x/projects/debian-cloud/d',
  ])
    expect((await made(one, other))[0]).toBe('source-not-known');
});

it('has a hundred rules', () => {
  expect(new Set(cases.map(([, { entry, by }]) => `${entry.family} ${String(by)}`)).size).toBeGreaterThan(100);
});

it.each(cases)('%s is not understood where nobody shows it', async (_, one) => {
  const expected = one.shown ? 'judged' : 'source-not-known';
  expect((await made(one, 'the-source'))[0]).toBe(expected);
  expect((await made(one, unknownLeaf))[0]).toBe(expected);
});

it.each(cases)('%s is of the class of what is shown', async (_, one) => {
  const found = one.of.map((family) => twin(family, one.type)).find((each) => each !== undefined);
  // A tool that writes the copy and not its source shows it nowhere.
  if (found === undefined) return expect(one.of.map(entryOfFamily)).not.toContain(undefined);
  const [source, type] = found;
  const after = named(source, type, claiming(source, type, 'file'));
  return expect(await made(one, 'the-source', { type, name: 'src', after })).toEqual(['judged', 'file']);
});
