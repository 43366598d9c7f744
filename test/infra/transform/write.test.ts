import { describe, expect, it } from 'vitest';
import { write } from '../../../infra/transform/write.ts';
import table from '../../../infra/transform/places.json' with { type: 'json' };

const claim = { zone: 'private', dataset: 'accreditation-file' };
const both = { 'cloison-zone': 'private', 'cloison-dataset': 'accreditation-file' };
const pairs = Object.entries(both).map(([key, value]) => ({ key, value }));

describe('zone and dataset are written', () => {
  it.each([
    ['aws:s3/bucket:Bucket', { bucket: 'b' }, { bucket: 'b', tags: both }],
    ['aws:s3/bucketV2:BucketV2', { tags: { team: 'x' } }, { tags: { team: 'x', ...both } }],
    [
      'aws-native:s3:Bucket',
      { tags: [{ key: 'team', value: 'x' }] },
      { tags: [{ key: 'team', value: 'x' }, ...pairs] },
    ],
    ['azure-native:storage:StorageAccount', {}, { tags: both }],
    ['gcp:storage/bucket:Bucket', { location: 'EU' }, { location: 'EU', labels: both }],
    [
      'gcp:sql/databaseInstance:DatabaseInstance',
      { settings: { tier: 't' } },
      { settings: { tier: 't', userLabels: both } },
    ],
    ['alicloud:oss/bucket:Bucket', {}, { tags: both }],
    ['openstack:blockstorage/volume:Volume', { size: 1 }, { size: 1, metadata: both }],
    ['scaleway:object/bucket:Bucket', {}, { tags: both }],
    ['pulumi-nodejs:dynamic/store:Bucket', { __provider: 'code' }, { __provider: 'code', tags: both }],
    [
      'scaleway:block/volume:Volume',
      { tags: ['a'] },
      { tags: ['a', 'cloison-zone=private', 'cloison-dataset=accreditation-file'] },
    ],
    [
      'kubernetes:core/v1:PersistentVolumeClaim',
      { metadata: { name: 'p' } },
      { metadata: { name: 'p', labels: both } },
    ],
    [
      'kubernetes:apps/v1:StatefulSet',
      { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } },
      { metadata: { labels: both }, spec: { volumeClaimTemplates: [{ metadata: { name: 'data', labels: both } }] } },
    ],
  ])('on %s', (type, props, expected) => {
    expect(write(type, props, claim)).toEqual({ props: expected, claim });
  });

  it.each([
    ['aws:s3/bucketPolicy:BucketPolicy'],
    ['kubernetes:helm.sh/v3:Release'],
    ['kubernetes:yaml/v2:ConfigGroup'],
    ['kubernetes:core/v1:ConfigMapList'],
    ['kubernetes-operator:index:Thing'],
  ])('on %s nothing is, for it has no place for them', (type) => {
    expect(write(type, { a: 1 }, claim)).toEqual({ props: { a: 1 }, claim });
  });

  it('never changes what was handed in', () => {
    const props = Object.freeze({ metadata: Object.freeze({ labels: Object.freeze({ a: 'b' }) }) });
    write('kubernetes:core/v1:PersistentVolumeClaim', props, claim);
    expect(props).toEqual({ metadata: { labels: { a: 'b' } } });
  });

  it('leaves what nobody knows yet as it is', () => {
    class Unknown {
      readonly __pulumiUnknown = true;
    }
    const labels = new Unknown();
    expect(write('gcp:storage/bucket:Bucket', { labels }, claim)).toMatchObject({ props: { labels } });
  });
});

describe('a claim that the program wrote itself', () => {
  const own = { zone: 'private', dataset: 'results' };
  it.each([
    ['aws:s3/bucket:Bucket', { tags: { 'cloison-dataset': 'results' } }],
    ['aws-native:s3:Bucket', { tags: [{ key: 'cloison-dataset', value: 'results' }] }],
    ['scaleway:block/volume:Volume', { tags: ['cloison-dataset=results'] }],
    ['kubernetes:core/v1:PersistentVolumeClaim', { metadata: { labels: { 'cloison-dataset': 'results' } } }],
  ])('stays, and is what is judged, on %s', (type, props) => {
    const written = write(type, props, claim);
    expect(written).toMatchObject({ claim: own });
    expect(JSON.stringify(written)).not.toContain('accreditation-file');
    expect(write(type, (written as { props: object }).props as never, claim)).toEqual(written);
  });
});

it.each([
  ['gcp:storage/bucket:Bucket', 'Results'],
  ['gcp:storage/bucket:Bucket', 'a.b'],
  ['kubernetes:core/v1:PersistentVolumeClaim', 'a'.repeat(64)],
])('says that on %s the id %s cannot be written', (type, dataset) => {
  expect(write(type, {}, { zone: 'private', dataset })).toEqual({ unfit: dataset });
});

it('lists every type once', () => {
  const types = table.rows.flatMap((row) => ('types' in row ? row.types : []));
  expect(types).toHaveLength(new Set(types).size);
  expect(types.length).toBeGreaterThan(100);
});
