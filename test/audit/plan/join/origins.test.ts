import { describe, expect, it } from 'vitest';
import type { Properties } from '../../../../audit/plan/told.ts';
import { unknownLeaf } from '../../../../audit/plan/told.ts';
import type { Estate } from '../../../../estate/index.ts';
import { estateOf, inputTold, paris, provider, read, resource, type Sketch } from '../telling.ts';

const datasets = {
  people: { class: 'D2', lies: ['store://s3-paris/pp'] },
  assets: { class: 'D0', lies: ['store://s3-paris/public'] },
  file: { class: 'D3' },
} as unknown as Estate['datasets'];
const estate = estateOf(paris.zones, { datasets });
const claims = (dataset: string): Properties => ({ tags: { 'cloison-dataset': dataset } });
const assets = claims('assets');

const reading = (...sketches: Sketch[]) =>
  read([inputTold(), provider({ region: 'eu-west-3' }), ...sketches.map((each) => resource(each))], { estate });
/** Outcome and dataset of what was, of the resource named `x`. */
async function made(...sketches: Sketch[]) {
  const { rows, planned } = await reading(...sketches);
  const { outcome, reason, subject } = rows.find(({ address }) => address.endsWith('.x'))!;
  return [reason ?? outcome, planned.get(subject!)?.claimedBefore];
}

/** Of a type, what names its source, and the type and the name of a source in the plan. */
const copies: [string, Properties, string, Properties][] = [
  ['aws_db_instance', { replicate_source_db: 'src' }, 'aws_db_instance', { identifier: 'src' }],
  ['aws_db_instance', { replicate_source_db: 'arn:src' }, 'aws_db_instance', { identifier: 's', arn: 'arn:src' }],
  ['aws:rds/instance:Instance', { replicateSourceDb: 'src' }, 'aws:rds/instance:Instance', { identifier: 'src' }],
  ['aws_db_instance', { snapshot_identifier: 'src' }, 'aws_db_snapshot', { db_snapshot_identifier: 'src' }],
  [
    'aws_rds_cluster',
    { restore_to_point_in_time: [{ source_cluster_identifier: 'src' }] },
    'aws_rds_cluster',
    { cluster_identifier: 'src' },
  ],
  ['aws_ebs_snapshot_copy', { source_snapshot_id: 'src' }, 'aws_ebs_snapshot', { id: 'src' }],
  ['aws_ebs_volume', { snapshot_id: 'src' }, 'aws_ebs_snapshot', { id: 'src' }],
  [
    'aws_dynamodb_table',
    { import_table: [{ s3_bucket_source: [{ bucket: 'src' }] }] },
    'aws_s3_bucket',
    { bucket: 'src' },
  ],
  ['azurerm_managed_disk', { source_resource_id: 'src' }, 'azurerm_snapshot', { name: 'n', id: 'src' }],
  [
    'google_sql_database_instance',
    { clone: [{ source_instance_name: 'src' }] },
    'google_sql_database_instance',
    { name: 'src' },
  ],
  ['outscale_volume', { snapshot_id: 'src' }, 'outscale_snapshot', { snapshot_id: 'src' }],
];

describe('what is made of something', () => {
  it.each(copies)('is at least of the class of its source: %s %j', async (type, from, source, named) => {
    const labels = type.startsWith('google') ? { settings: [{ user_labels: { 'cloison-dataset': 'people' } }] } : {};
    const src = { type: source, name: 'src', after: { ...named, ...claims('people'), ...labels } };
    const one = await made({ type, after: { ...from, ...assets } }, src);
    expect(one).toEqual(['judged', 'people']);
  });

  it.each(copies)('is not understood where nobody knows its source: %s %j', async (type, from) => {
    expect((await made({ type, after: { ...from, ...assets } }))[0]).toBe('source-not-known');
    const whole: Properties = Object.fromEntries(Object.keys(from).map((name) => [name, unknownLeaf]));
    expect((await made({ type, after: { ...whole, ...assets } }))[0]).toBe('source-not-known');
    expect((await made({ type, after: assets }))[0]).toBe('judged');
  });

  it.each(['pp/k', 'arn:aws:s3:::pp/k', 'pp'])('takes the dataset of a declared bucket: %s', async (source) => {
    const target = { type: 'aws_s3_bucket', name: 't', after: { bucket: 'cc', ...assets } };
    const copy = { type: 'aws_s3_object_copy', after: { bucket: 'cc', key: 'k', source } };
    expect(await made(target, copy)).toEqual(['judged', 'people']);
    const open = { ...copy, after: { ...copy.after, source: source.replace('pp', 'public') } };
    expect(await made(target, open)).toEqual(['judged', 'assets']);
    const strange = { ...copy, after: { ...copy.after, source: source.replace('pp', 'strange') } };
    expect(await made(target, strange)).toEqual(['source-not-known', undefined]);
  });

  it('follows references, and a copy of a copy to its first source', async () => {
    const db = { type: 'aws_db_instance', name: 'db', after: { identifier: 'db', ...claims('file') } };
    const snapshot = {
      type: 'aws_db_snapshot',
      name: 's',
      after: { db_instance_identifier: 'db', db_snapshot_identifier: 'snap', ...assets },
    };
    const restored = {
      type: 'aws_db_instance',
      after: { identifier: 'x', snapshot_identifier: unknownLeaf, ...assets },
      references: { snapshot_identifier: ['aws_db_snapshot.s'] },
    };
    expect(await made(restored, snapshot, db)).toEqual(['judged', 'file']);
    expect(await made(db, restored, snapshot)).toEqual(['judged', 'file']);
  });

  it('needs no source where nothing of the estate is of a higher class, and is not asked again once it is there', async () => {
    const type = 'aws_db_instance';
    const after = { identifier: 'x', snapshot_identifier: 'snap', ...assets };
    expect(await made({ type, after: { ...after, ...claims('file') } })).toEqual(['judged', undefined]);
    expect(await made({ type, operation: 'same', before: after, after })).toEqual(['judged', undefined]);
    const longer = { ...after, allocated_storage: 20 };
    expect((await made({ type, operation: 'update', before: after, after: longer }))[0]).toBe('judged');
    const other = { ...after, snapshot_identifier: 'another' };
    expect((await made({ type, operation: 'update', before: after, after: other }))[0]).toBe('source-not-known');
    expect((await made({ type, operation: 'replace', before: after, after }))[0]).toBe('source-not-known');
  });
});

describe('a snapshot that was made by hand', () => {
  const zones = { ...paris.zones, own: { ...paris.zones['public']!, provider: 'committee', places: {} } };
  const listing = (...held: readonly (readonly [string, string, string])[]) =>
    estateOf(zones, {
      entities: { committee: { country: 'FR' } },
      datasets: Object.fromEntries(
        Object.entries(datasets).map(([id, dataset]) => [
          id,
          {
            ...dataset,
            snapshots: held.flatMap(([of, zone, name]) => (of === id ? [{ zone, name }] : [])),
          },
        ]),
      ),
    });
  const holds = async (of: Estate, sketch: Sketch) => {
    const { rows, planned } = await read([inputTold(), provider({ region: 'eu-west-3' }), resource(sketch)], {
      estate: of,
    });
    const { outcome, reason, subject } = rows.find(({ address }) => address.endsWith('.x'))!;
    return [reason ?? outcome, planned.get(subject!)?.claimedBefore];
  };
  const disk = (snapshot: string): Sketch => ({
    type: 'aws_ebs_volume',
    name: 'x',
    after: { snapshot_id: snapshot, ...assets },
  });
  const zone = Object.keys(paris.zones).find((id) => paris.zones[id]!.provider === 'aws')!;

  it('holds what the estate says, by its name and in a zone of its provider', async () => {
    const said = listing(['people', zone, 'snap-1']);
    expect(await holds(said, disk('snap-1'))).toEqual(['judged', 'people']);
    expect((await holds(said, disk('snap-2')))[0]).toBe('source-not-known');
    expect((await holds(listing(['people', 'own', 'snap-1']), disk('snap-1')))[0]).toBe('source-not-known');
    expect((await holds(listing(), disk('snap-1')))[0]).toBe('source-not-known');
  });

  it('holds every dataset that lists it, and is judged for the highest', async () => {
    const said = listing(['assets', zone, 'snap-1'], ['file', zone, 'snap-1'], ['people', zone, 'snap-1']);
    expect(await holds(said, disk('snap-1'))).toEqual(['judged', 'file']);
  });

  it('of a cloud of one’s own is one of the entities of the estate', async () => {
    const volume: Sketch = {
      type: 'openstack_blockstorage_volume_v3',
      name: 'x',
      after: { snapshot_id: 'snap-1', metadata: { 'cloison-dataset': 'assets' } },
    };
    expect(await holds(listing(['people', 'own', 'snap-1']), volume)).toEqual(['judged', 'people']);
    expect((await holds(listing(['people', zone, 'snap-1']), volume))[0]).toBe('source-not-known');
  });
});
