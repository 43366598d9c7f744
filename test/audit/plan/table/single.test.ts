import { describe, expect, it } from 'vitest';
import { sideOf } from '../../../../audit/plan/join/sides/side.ts';
import { expectOne, leavesAt, segmentsOf } from '../../../../audit/plan/table/leaves.ts';
import type { Path } from '../../../../audit/plan/table/shape.ts';
import { resourceTable } from '../../../../audit/plan/table/table.ts';
import type { Properties, Tree } from '../../../../audit/plan/told.ts';
import { estateOf, paris, provider, read, resource } from '../telling.ts';

const treeOf = (path: Path, leaf: Tree): Properties =>
  segmentsOf(path).reduceRight<Tree>((below, name) => ({ [name]: below }), leaf) as Properties;
const { entries } = resourceTable();
const named = entries.flatMap((entry) => (entry.row.name ?? []).map((path) => [entry.family, entry, path] as const));
const placed = entries.flatMap((entry) =>
  (entry.row.place ?? []).flatMap(({ as, path }) =>
    (as === 'region' || as === 'zone' || as === 'arn') && !/(?:regions|locations)$/.test(segmentsOf(path).join())
      ? [[entry.family, entry, path] as const]
      : [],
  ),
);
const kept = entries.flatMap((entry) =>
  (entry.row.encryption?.read ?? []).flatMap(({ path, type = 'text', values = {} }) => {
    const [word] = Object.keys(values);
    return type === 'text' && word !== undefined && word !== 'true' && word !== 'false'
      ? [[entry.family, entry, path, word] as const]
      : [];
  }),
);

describe.each([
  ['a text', (text: string): Tree => [text]],
  ['two texts', (text: string): Tree => [text, text]],
  ['nothing', (): Tree => []],
  ['a list', (text: string): Tree => [[text]]],
])('a list of %s where one text belongs', (_what, listed) => {
  it('is no name', () => {
    expect(named.length).toBeGreaterThan(150);
    for (const [family, entry, path] of named)
      expect([family, sideOf(treeOf(path, listed('people')), 'snake', entry)?.name?.state]).toEqual([family, 'error']);
  });

  it('is no region, zone or ARN', () => {
    expect(placed.length).toBeGreaterThan(150);
    for (const [family, entry, path] of placed) {
      const said = sideOf(treeOf(path, listed('arn:aws:s3:eu-west-3:1:x')), 'snake', entry)!.says.said;
      expect([family, ...said.map(({ text, code }) => [text, code])]).toContainEqual([undefined, 'wrong-type']);
    }
  });

  it('is no setting of encryption', () => {
    expect(kept.length).toBeGreaterThan(10);
    for (const [family, entry, path, word] of kept) {
      const all = sideOf(treeOf(path, listed(word)), 'snake', entry)!.says.encryption;
      expect([family, ...all.map(({ state }) => state)]).toContain('error');
    }
  });

  it('is no region of a provider', async () => {
    const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' } });
    const place = async (region: Tree) => {
      const { rows } = await read([provider({ region }), bucket], { estate: estateOf(paris.zones, {}) });
      return rows[0]?.subject;
    };
    expect(await place('eu-west-3')).toMatch(/^store:/);
    expect(await place(listed('eu-west-3'))).toMatch(/^plan:/);
  });
});

it('is what it was where providers take several', () => {
  for (const path of ['allowed_persistence_regions', 'storage_locations', 'settings.members', 'pg.ip_filter']) {
    expectOne(path);
    expect(leavesAt(treeOf(path, ['a', 'b']), path, 'snake')).toEqual(['a', 'b']);
  }
  expectOne('region');
  expect(leavesAt({ replica: [{ region: 'a' }, { region: 'b' }] }, 'replica.region', 'snake')).toEqual(['a', 'b']);
});
