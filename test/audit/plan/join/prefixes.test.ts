import { describe, expect, it } from 'vitest';
import type { Properties } from '../../../../audit/plan/told.ts';
import type { Estate } from '../../../../estate/index.ts';
import { estateOf, factIn, inputTold, provider, read, resource, type Sketch } from '../telling.ts';

const zones = {
  public: {
    side: 'public',
    provider: 'aws',
    country: 'FR',
    places: {
      's3-paris': {
        s3: 'https://s3.eu-west-3.amazonaws.com',
        region: 'eu-west-3',
        prefixes: ['mixed/file/', 'mixed/open/day 1/'],
      },
    },
  },
} as Estate['zones'];
const datasets = {
  assets: { class: 'D0', lies: ['store://s3-paris/mixed'] },
  file: { class: 'D3', lies: ['store://s3-paris/mixed/file/'] },
} as unknown as Estate['datasets'];
const estate = estateOf(zones, {
  datasets,
  operators: [
    { id: 'op-1', employer: 'committee', worksIn: ['FR'], role: 'role:desk', from: '2026-01-01' },
  ] as unknown as Estate['operators'],
  identities: [
    { operator: 'op-1', place: 's3-paris', kind: 's3-user', name: 'desk', from: '2026-01-01' },
  ] as unknown as Estate['identities'],
});
const bucket = 'store://s3-paris/mixed';
const file = `${bucket}/file/`;
const open = `${bucket}/open/day%201/`;
const type = 'aws_s3_bucket';
const tags = { 'cloison-dataset': 'assets' };
const after: Properties = { bucket: 'mixed', tags };

const reading = (...sketches: Sketch[]) =>
  read([inputTold(), provider({ region: 'eu-west-3' }), ...sketches.map((each) => resource(each))], { estate });
const policy = (...statements: object[]): Sketch => ({
  type: 'aws_s3_bucket_policy',
  name: 'p',
  after: { bucket: 'mixed', policy: JSON.stringify({ Statement: statements }) },
});
const allow = (path: string, principal: unknown = '*') => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::mixed/${path}`,
});

describe('a declared prefix of a planned bucket', () => {
  it.each(['aws_s3_bucket', 'aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2'])(
    'is judged by itself, where the bucket lies and as the bucket is kept: %s',
    async (each) => {
      const told = await reading({ type: each, after: { ...after, acl: 'public-read' } });
      expect(told.planned.get(file)).toEqual({ provider: 'aws', zone: 'public', place: 's3-paris' });
      for (const fact of ['location', 'encryption', 'publicRead', 'publicWrite', 'replication', 'labels'])
        expect(factIn(told, file, fact)).toEqual(factIn(told, bucket, fact));
      expect(factIn(told, file, 'publicRead')).toEqual({ value: true, via: 'acl' });
      expect(told.rows).toHaveLength(1);
    },
  );

  it('is opened by what a policy says of it, and by nothing that it says of another', async () => {
    const opened = async (...statements: object[]) => {
      const told = await reading({ type, after }, policy(...statements));
      return [file, open].map((each) => (factIn(told, each, 'publicRead') as { value: boolean }).value);
    };
    expect(await opened(allow('*'))).toEqual([true, true]);
    expect(await opened(allow('file/*'))).toEqual([true, false]);
    expect(await opened(allow('open/*'))).toEqual([false, true]);
    expect(await opened(allow('*'), { ...allow('file/*'), Effect: 'Deny' })).toEqual([false, true]);
  });

  it('is reached by whom a policy names for it', async () => {
    const told = await reading({ type, after }, policy(allow('file/*', { AWS: 'arn:aws:iam:::user/desk' })));
    expect(factIn(told, file, 'grants')).toMatchObject({ grants: [{ id: 'op-1' }] });
    expect(factIn(told, open, 'grants')).toBe('unsupported');
  });

  it('copies where its bucket copies', async () => {
    const told = await reading(
      { type, after },
      {
        type: 'aws_s3_bucket_replication_configuration',
        after: { bucket: 'mixed', rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::far' }] }] },
      },
      { type, name: 'far', after: { bucket: 'far', region: 'us-east-1' } },
    );
    expect(factIn(told, file, 'replication')).toEqual({ targets: ['far'] });
    expect(told.movements).toContainEqual(
      expect.objectContaining({ subject: file, to: { provider: 'aws', region: 'us-east-1' } }),
    );
  });

  it('has the claim of its bucket only where nobody declares it', async () => {
    const { planned } = await reading({ type, after });
    expect(planned.get(open)).toMatchObject({ claims: 'assets' });
    expect(planned.get(file)).not.toHaveProperty('claims');
  });

  it('goes with its bucket, with its dataset, and is deleted with it', async () => {
    const before = { ...after, region: 'eu-west-3' };
    const moved = await reading({
      type,
      name: 'b',
      operation: 'replace',
      before,
      after: { ...after, region: 'us-east-1' },
    });
    const there = 'plan://plan.json/aws_s3_bucket.b/file';
    expect(moved.planned.get(there)).toEqual({ provider: 'aws', claimedBefore: 'file' });
    expect(factIn(moved, there, 'location')).toEqual({ region: 'us-east-1' });
    expect(moved.movements.map(({ subject }) => subject)).toContain(there);
    expect(moved.leaving.map(({ subject }) => subject)).toContain(file);
    const gone = await reading({ type, operation: 'delete', before });
    expect(gone.leaving.map(({ subject }) => subject).sort()).toEqual([bucket, file, open].sort());
  });

  it('is none of a bucket of another name or of another place', async () => {
    const { planned } = await reading(
      { type, name: 'a', after: { bucket: 'mixed2' } },
      { type, name: 'b', after: { bucket: 'mixed', region: 'eu-west-1' } },
    );
    expect([...planned.keys()].sort()).toEqual(['plan://plan.json/aws_s3_bucket.b', 'store://s3-paris/mixed2']);
  });
});
