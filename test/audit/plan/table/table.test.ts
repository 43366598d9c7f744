import { expect, it } from 'vitest';
import heardLive from '../../../../policies/heard.json' with { type: 'json' };
import heardPlanned from '../../../../audit/plan/join/containers/heard.json' with { type: 'json' };
import { Value } from 'typebox/value';
import { MadeOf } from '../../../../audit/plan/table/shape.ts';
import { flawsOf } from '../../../../audit/plan/table/soundness.ts';
import {
  madeOfTypes,
  outOfScopeTypes,
  resourceTable,
  tableFiles,
  tableOf,
} from '../../../../audit/plan/table/table.ts';
import { plannedFacts, type FactName } from '../../../../estate/index.ts';

const row = { types: ['x_bucket'], role: 'holds', kind: 'bucket', name: ['name'], source: 'a page' };
const file = (...rows: readonly object[]) => ({ x: { provider: 'x', tags: [], rows } });

it('is sound: shape, roles, no type in two rows', () => {
  expect(flawsOf(tableFiles, outOfScopeTypes)).toEqual([]);
});

it('refuses a misspelt key, a holder without a kind, a part of nothing and a type met twice', () => {
  expect(flawsOf(file({ ...row, encrypton: {} }), {})[0]).toContain('/rows/0');
  expect(flawsOf(file({ ...row, kind: undefined }), {})[0]).toContain('holds without kind');
  expect(flawsOf(file({ ...row, role: 'configures', kind: undefined }), {})[0]).toContain('configures nothing');
  expect(flawsOf(file(row, row), {})[0]).toContain('x_bucket stands in x too');
  const aside = { because: 'a reason', sources: {}, types: ['x_bucket'] };
  expect(flawsOf(file(row), { network: aside })[0]).toContain('x_bucket stands in x too');
  expect(flawsOf(file(row), { network: { types: [] } })[0]).toContain('out-of-scope');
  expect(flawsOf(file(row), ['x_network'])[0]).toContain('out-of-scope');
});

it('names a hundred types that hold, configure, grant or move, of every provider of the order', () => {
  const table = resourceTable();
  const counted = table.entries.filter(({ row: { role } }) => role !== 'holds').length;
  expect(table.entries.length).toBeGreaterThanOrEqual(100);
  expect(counted).toBeGreaterThanOrEqual(60);
  expect([...new Set(table.entries.map(({ provider }) => provider))].sort()).toEqual(
    ['alibaba', 'aws', 'azure', 'exoscale', 'gcp', 'outscale', 'ovh', 'own', 'scaleway'].sort(),
  );
  expect(Object.keys(tableFiles)).toEqual(expect.arrayContaining(['openstack', 'kubernetes']));
});

it('cites a source for every row, and every parent it names is a family of the table', () => {
  const { entries } = resourceTable();
  const families = new Set(entries.map(({ family }) => family));
  for (const { row: each } of entries) {
    expect(each.source.length, each.types[0]).toBeGreaterThan(10);
    for (const parent of [...(each.parent?.of ?? []), ...(each.uses ?? []).flatMap((used) => used.of)])
      expect(families.has(parent), `${each.types[0]} → ${parent}`).toBe(true);
  }
});

it('can find every parent by a name, for a plan that writes one', () => {
  const { entries } = resourceTable();
  const parents = new Set(
    entries.flatMap(({ row: { parent, uses = [] } }) => [parent, ...uses].flatMap((rule) => rule?.of ?? [])),
  );
  const nameless = [...parents].filter((family) =>
    entries.every((entry) => entry.family !== family || (entry.row.name ?? entry.row.ids ?? []).length === 0),
  );
  expect(parents.size).toBeGreaterThan(60);
  expect(nameless).toEqual([]);
});

it('says what every target is by one word for its family, or by words of its own', () => {
  const { entries } = resourceTable();
  const families = new Set(entries.map(({ family }) => family));
  for (const { row: each } of entries) {
    const { to = [], read = [], metadata } = each.replication ?? {};
    for (const family of to) expect(families.has(family), `${each.types[0]} → ${family}`).toBe(true);
    if (to.length > 0)
      expect(
        read.filter(({ values }) => values !== undefined),
        each.types[0],
      ).toEqual([]);
    else expect(metadata, each.types[0]).toBeUndefined();
  }
});

it('says of families that it has, in shape, what they are made of', () => {
  expect(Value.Check(MadeOf, madeOfTypes)).toBe(true);
  const families = new Set(resourceTable().entries.map(({ family }) => family));
  for (const [family, rules] of Object.entries(madeOfTypes as MadeOf))
    for (const named of [family, ...rules.flatMap(({ of }) => of)]) expect(families.has(named), named).toBe(true);
  expect(Value.Check(MadeOf, { x: [{ of: ['x'], by: ['y'], stroe: true }] })).toBe(false);
});

it('knows a dated token of azure-native by its undated one', () => {
  const table = resourceTable();
  expect(table.entryOf('azure-native:storage/v20230101:StorageAccount')).toBe(
    table.entryOf('azure-native:storage:StorageAccount'),
  );
  expect(table.aside('azure-native:network/v20230201preview:VirtualNetwork')).toBe('network');
  expect(tableOf({}, {}).entryOf('aws_s3_bucket')).toBeUndefined();
});

it('tells of each kind everything that the policies must hear, at a plan and live', () => {
  for (const [kind, told] of Object.entries(heardPlanned)) {
    const wanted: readonly FactName[] = [
      ...((heardLive as Record<string, FactName[]>)[kind] ?? []),
      ...(plannedFacts[kind as keyof typeof plannedFacts] ?? []),
    ];
    expect(told, kind).toEqual(expect.arrayContaining([...wanted]));
  }
  const kinds = new Set(resourceTable().entries.flatMap(({ row: { kind } }) => kind ?? []));
  // A declared prefix is of no type: it lies in a bucket.
  expect(Object.keys(heardPlanned).sort()).toEqual([...kinds, 'prefix'].sort());
});

it('says of every type that strangers could be let into by which door, or where it is said that there is none', () => {
  const { entries } = resourceTable();
  const isDoor = ({ row: { doors = [], policy = [] } }: (typeof entries)[number]) => doors.length + policy.length > 0;
  const shut = entries.filter((entry) => {
    const { kind = '', doors, role } = entry.row;
    return role === 'holds' && ['bucket', 'database', 'stream'].includes(kind) && doors !== undefined && !isDoor(entry);
  });
  const viaParts = (family: string) =>
    entries.some(
      (entry) => entry.row.role !== 'holds' && entry.row.parent?.of.includes(family) === true && isDoor(entry),
    );
  const silent = shut.filter((entry) => entry.row.closed === undefined && !viaParts(entry.family));
  expect(silent.map(({ row: { types } }) => types[0])).toEqual([]);
  const both = entries.filter((entry) => entry.row.closed !== undefined && isDoor(entry));
  expect(both.map(({ row: { types } }) => types[0])).toEqual([]);
});
