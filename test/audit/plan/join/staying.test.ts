/** What a change lets out of its hands stays in the world, and goes on counting for what it is a part of. */
import { describe, expect, it } from 'vitest';
import { resourceTable } from '../../../../audit/plan/table/table.ts';
import type { Properties } from '../../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource, type Sketch } from '../telling.ts';

const photos = 'store://s3-paris/photos';
const inParis = [inputTold(), provider({ region: 'eu-west-3' })];
const bucket: Sketch = { type: 'aws_s3_bucket', operation: 'same', after: { bucket: 'photos' } };
const reading = (...all: Sketch[]) => read([...inParis, ...[bucket, ...all].map((each) => resource(each))]);
const gone = (type: string, before: Properties, operation: 'forget' | 'delete' = 'forget'): Sketch => ({
  type,
  operation,
  before: { bucket: 'photos', ...before },
});
const everybody = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }] });
const open = (via: string) => ({ value: true, via });

describe('a part that is forgotten', () => {
  const to = { rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::far' }] }] };
  const stranger = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' }, Action: 's3:*', Resource: '*' }],
  });
  it.each([
    ['a policy', 'aws_s3_bucket_policy', { policy: everybody }, 'publicRead', open('policy')],
    ['a list', 'aws_s3_bucket_acl', { acl: 'public-read' }, 'publicRead', open('acl')],
    ['a replication', 'aws_s3_bucket_replication_configuration', to, 'replication', { targets: ['far'] }],
    ['a right', 'aws_s3_bucket_policy', { policy: stranger }, 'grants', 'unknown'],
  ])('goes on saying what %s says', async (_what, type, before, fact, answer) => {
    const found = await reading(gone(type, before));
    expect(factIn(found, photos, fact)).toEqual(answer);
    const row = found.rows.find((each) => each.type === type);
    expect(row).toMatchObject({ operation: 'forget', outcome: 'judged', subject: photos });
  });

  it('shuts nothing any more, encrypts nothing, and places nothing', async () => {
    const block = { block_public_policy: true, restrict_public_buckets: true, ignore_public_acls: true };
    const found = await reading(
      gone('aws_s3_bucket_policy', { policy: everybody }),
      gone('aws_s3_bucket_public_access_block', block),
    );
    expect(factIn(found, photos, 'publicRead')).toEqual(open('policy'));
    const key = { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] }] };
    const plain = factIn(await reading(), photos, 'encryption');
    const kept = await reading(gone('aws_s3_bucket_server_side_encryption_configuration', key));
    expect(factIn(kept, photos, 'encryption')).toEqual(plain);
  });

  it('counts no more where it is deleted, or where its container goes too', async () => {
    const deleted = await reading(gone('aws_s3_bucket_policy', { policy: everybody }, 'delete'));
    expect(factIn(deleted, photos, 'publicRead')).toEqual({ value: false });
    const both = await read([
      ...inParis,
      resource({ ...gone('aws_s3_bucket', {}, 'delete') }),
      resource({ ...gone('aws_s3_bucket_policy', { policy: everybody }) }),
    ]);
    expect(both.rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['out-of-scope', 'deleted'],
      ['out-of-scope', 'deleted'],
    ]);
  });
});

describe('a container that is forgotten', () => {
  const before = { bucket: 'photos', tags: { 'cloison-dataset': 'results' } };
  const forgotten: Sketch = { type: 'aws_s3_bucket', name: 'old', operation: 'forget', before };

  it('is judged where it lies, and neither leaves nor moves', async () => {
    const found = await read([...inParis, resource(forgotten)]);
    expect(found.rows).toMatchObject([{ outcome: 'judged', subject: photos }]);
    expect(factIn(found, photos, 'location')).toEqual({ region: 'eu-west-3' });
    expect(found.leaving).toEqual([]);
    expect(found.movements).toEqual([]);
    expect(found.planned.get(photos)).toMatchObject({ claims: 'results', claimedBefore: 'results' });
  });

  it('is told by whoever keeps it under another address', async () => {
    const anew: Sketch = { type: 'aws_s3_bucket', name: 'new', after: { ...before, acl: 'public-read' } };
    const acl: Sketch = { type: 'aws_s3_bucket_acl', after: { bucket: 'photos', acl: 'private' } };
    const found = await read([...inParis, ...[forgotten, anew, acl].map((each) => resource(each))]);
    expect(found.rows.map(({ outcome, subject }) => [outcome, subject])).toEqual(
      Array.from({ length: 3 }, () => ['judged', photos]),
    );
    expect(factIn(found, photos, 'publicRead')).toEqual(open('acl'));
  });
});

describe('a deletion that deletes nothing', () => {
  it('leaves the list of a bucket as it was', async () => {
    const found = await reading(gone('aws_s3_bucket_acl', { acl: 'public-read' }, 'delete'));
    expect(factIn(found, photos, 'publicRead')).toEqual(open('acl'));
    const pulumi: Sketch = {
      type: 'aws:s3/bucketAcl:BucketAcl',
      tool: 'pulumi',
      operation: 'delete',
      before: { bucket: 'photos', acl: 'public-read' },
    };
    expect(factIn(await reading(pulumi), photos, 'publicRead')).toEqual(open('acl'));
  });

  it.each([
    ['google_storage_bucket_acl', { role_entity: ['READER:allUsers'] }, 'ABANDON', open('acl')],
    ['google_storage_bucket_acl', { role_entity: ['READER:allUsers'] }, 'DELETE', { value: false }],
  ])('of %s with %j is known by a word of its own: %s', async (type, before, deletion_policy, answer) => {
    const store = resource({
      type: 'google_storage_bucket',
      operation: 'same',
      after: { name: 'photos', location: 'europe-west9', uniform_bucket_level_access: false },
    });
    const told = { bucket: 'photos', deletion_policy, ...before };
    const found = await read([inputTold(), store, resource({ type, operation: 'delete', before: told })]);
    expect(factIn(found, found.rows[0]!.subject!, 'publicRead')).toEqual(answer);
  });

  it('of a log group that is not to be destroyed leaves it there', async () => {
    const log = (skip_destroy: boolean): Sketch => ({
      type: 'aws_cloudwatch_log_group',
      operation: 'delete',
      before: { name: 'l', skip_destroy },
    });
    const kept = await read([...inParis, resource(log(true))]);
    expect(kept.rows[0]).toMatchObject({ operation: 'forget', outcome: 'judged' });
    expect(kept.leaving).toEqual([]);
    const deleted = await read([...inParis, resource(log(false))]);
    expect(deleted.rows[0]).toMatchObject({ operation: 'delete', reason: 'deleted' });
    expect(deleted.leaving).toHaveLength(1);
  });

  it('is marked with where that is said', () => {
    const marked = resourceTable().entries.filter(({ row }) => row.lasts !== undefined);
    expect(marked.flatMap(({ row }) => row.types)).toEqual(
      expect.arrayContaining(['aws_s3_bucket_acl', 'scaleway_object_bucket_acl', 'alicloud_oss_bucket_acl']),
    );
  });
});

describe('a replacement', () => {
  const moved = (more: Partial<Sketch> = {}): Sketch => ({
    type: 'aws_s3_bucket_policy',
    operation: 'replace',
    before: { bucket: 'photos', policy: everybody },
    after: { bucket: 'other' },
    ...more,
  });
  const other: Sketch = { type: 'aws_s3_bucket', name: 'o', operation: 'same', after: { bucket: 'other' } };

  it('that leaves the old one behind leaves what it says', async () => {
    expect(factIn(await reading(other, moved()), photos, 'publicRead')).toEqual({ value: false });
    const left = await reading(other, moved({ leavesBehind: true }));
    expect(factIn(left, photos, 'publicRead')).toEqual(open('policy'));
    expect(left.rows).toHaveLength(3);
  });

  it('of what lasts leaves it where it was', async () => {
    const acl = moved({
      type: 'aws_s3_bucket_acl',
      before: { bucket: 'photos', acl: 'public-read' },
      after: { bucket: 'other', acl: 'private' },
    });
    expect(factIn(await reading(other, acl), photos, 'publicRead')).toEqual(open('acl'));
  });

  it('of a setting by another of the same container leaves nothing of it', async () => {
    const acl = moved({
      type: 'aws_s3_bucket_acl',
      before: { bucket: 'photos', acl: 'public-read' },
      after: { bucket: 'photos', acl: 'private' },
    });
    expect(factIn(await reading(acl), photos, 'publicRead')).toEqual({ value: false });
  });

  it('of a container by one of another name takes along what was set on it', async () => {
    const made = { operation: 'replace', before: { bucket: 'old' }, after: { bucket: 'new' } } as const;
    const acl = moved({
      type: 'aws_s3_bucket_acl',
      before: { bucket: 'old', acl: 'public-read' },
      after: { bucket: 'new', acl: 'private' },
    });
    const found = await reading({ type: 'aws_s3_bucket', name: 'h', ...made }, acl);
    expect(factIn(found, 'store://s3-paris/new', 'publicRead')).toEqual({ value: false });
  });

  it('of a container that is left behind is two containers', async () => {
    const held: Sketch = {
      type: 'aws_s3_bucket',
      name: 'h',
      operation: 'replace',
      before: { bucket: 'old', acl: 'public-read' },
      after: { bucket: 'new' },
      leavesBehind: true,
    };
    const found = await reading(held);
    expect(factIn(found, 'store://s3-paris/old', 'publicRead')).toEqual(open('acl'));
    expect(factIn(found, 'store://s3-paris/new', 'publicRead')).toEqual({ value: false });
  });
});
