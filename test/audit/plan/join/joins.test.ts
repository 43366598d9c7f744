import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource, type Sketch } from '../telling.ts';

const inParis = provider({ region: 'eu-west-3' });
const subject = subjectOf.bucket('s3-paris', 'photos');
const bucket = (more: Partial<Sketch> = {}) =>
  resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' }, ...more });
const part = (type: string, after: Properties, more: Partial<Sketch> = {}) =>
  resource({ type, name: 'p', after: { bucket: 'photos', ...after }, ...more });
const policyOf = (...statements: object[]) =>
  part('aws_s3_bucket_policy', { policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
const everybody = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::photos/*',
};

it('judges a bucket policy by the rules of the audit, and a block of public policies shuts it', async () => {
  const block = part('aws_s3_bucket_public_access_block', {
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const fact = async (...told: Parameters<typeof read>[0]) =>
    factIn(await read([inParis, bucket(), ...told]), subject, 'publicRead');
  expect(await fact(policyOf(everybody))).toEqual({ value: true, via: 'policy' });
  expect(await fact(policyOf({ ...everybody, Principal: { AWS: 'arn:aws:iam::1:root' } }))).toEqual({ value: false });
  expect(await fact(policyOf({ ...everybody, Resource: 'arn:aws:s3:::other/*' }))).toEqual({ value: false });
  expect(await fact(policyOf(everybody), block)).toEqual({ value: false });
  expect(await fact(part('aws_s3_bucket_policy', { policy: unknownLeaf }))).toBe('unknown');
  expect(await fact(part('aws_s3_bucket_policy', { policy: '{"Statement":' }))).toBe('unknown');
  expect(await fact(part('aws_s3_bucket_policy', { policy: unknownLeaf }), block)).toEqual({ value: false });
  const unsure = part('aws_s3_bucket_public_access_block', {
    ignore_public_acls: true,
    restrict_public_buckets: unknownLeaf,
  });
  expect(await fact(policyOf(everybody), unsure)).toBe('unknown');
});

it('opens a queue to whatever its policy allows to everybody', async () => {
  const queue = (Statement: object) =>
    resource({ type: 'aws_sqs_queue', name: 'q', after: { name: 'q', policy: JSON.stringify({ Statement }) } });
  const open = { Effect: 'Allow', Principal: '*', Action: 'sqs:ReceiveMessage', Resource: '*' };
  const fact = async (statement: object) => {
    const reading = await read([inParis, queue(statement)]);
    return factIn(reading, reading.rows[0]!.subject!, 'publicRead');
  };
  expect(await fact(open)).toEqual({ value: true, via: 'policy' });
  expect(await fact({ ...open, Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-3:1:t' } } })).toEqual({
    value: false,
  });
});

it('judges a bucket anew without the sibling that the change deletes', async () => {
  const exposing = part('aws_s3_bucket_acl', { acl: 'public-read' }, { name: 'a' });
  const kept: Properties = { bucket: 'photos', ignore_public_acls: true };
  const block = (more: Partial<Sketch>) => resource({ type: 'aws_s3_bucket_public_access_block', ...more });
  const before = await read([inParis, bucket(), exposing, block({ operation: 'same', before: kept, after: kept })]);
  expect(factIn(before, subject, 'publicRead')).toEqual({ value: false });
  const after = await read([inParis, bucket(), exposing, block({ operation: 'delete', before: kept })]);
  expect(factIn(after, subject, 'publicRead')).toEqual({ value: true, via: 'acl' });
  expect(after.rows.every(({ outcome }) => outcome === 'judged')).toBe(true);
});

it('lists what goes with its container as deleted, and misses a part whose container is nowhere', async () => {
  const gone = { operation: 'delete', before: { bucket: 'photos' } } as const;
  const reading = await read([
    resource({ type: 'aws_s3_bucket', name: 'b', ...gone }),
    resource({ type: 'aws_s3_bucket_acl', name: 'p', ...gone }),
    resource({ type: 'aws_s3_bucket_acl', name: 'other', operation: 'delete', before: { bucket: 'nowhere' } }),
    resource({ type: 'aws_vpc', name: 'v', operation: 'forget', before: {} }),
  ]);
  expect(reading.rows.map(({ address, outcome, reason }) => [address, outcome, reason])).toEqual([
    ['aws_s3_bucket.b', 'out-of-scope', 'deleted'],
    ['aws_s3_bucket_acl.other', 'not-understood', 'parent-not-found'],
    ['aws_s3_bucket_acl.p', 'out-of-scope', 'deleted'],
    ['aws_vpc.v', 'out-of-scope', 'forgotten'],
  ]);
});

it('does not choose between two containers of one name, nor between two that one part is computed from', async () => {
  const two = ['eu', 'us'].map((name) => bucket({ name, provider: name }));
  const alike = await read([...two, part('aws_s3_bucket_acl', { acl: 'private' })]);
  expect(alike.rows.find(({ type }) => type === 'aws_s3_bucket_acl')).toMatchObject({
    outcome: 'not-understood',
    reason: 'parent-ambiguous',
  });
  const instances = ['"x"', '"y"'].map((key) =>
    bucket({ address: `aws_s3_bucket.b[${key}]`, after: { bucket: unknownLeaf } }),
  );
  const partOf = (address: string) =>
    resource({
      type: 'aws_s3_bucket_acl',
      address,
      after: { bucket: unknownLeaf, acl: 'public-read' },
      references: { bucket: ['aws_s3_bucket.b'] },
    });
  const keyed = await read([...instances, partOf('aws_s3_bucket_acl.a["y"]')]);
  const open = keyed.rows.find(({ address }) => address === 'aws_s3_bucket_acl.a["y"]')!;
  expect(open.subject).toBe(subjectOf.planned('plan.json', 'aws_s3_bucket.b["y"]'));
  const unkeyed = await read([...instances, partOf('aws_s3_bucket_acl.a')]);
  expect(unkeyed.rows.at(-1)).toMatchObject({ reason: 'parent-ambiguous' });
});

it('joins across inputs, but not over two stores that happen to use one name', async () => {
  const acl = resource({ type: 'aws_s3_bucket_acl', input: 'b.json', after: { bucket: 'photos', acl: 'public-read' } });
  const joined = await read([inParis, bucket(), provider({ region: 'eu-west-3' }, { input: 'b.json' }), acl]);
  expect(factIn(joined, subject, 'publicRead')).toEqual({ value: true, via: 'acl' });
  const elsewhere = provider({ endpoints: [{ s3: 'https://rgw.example' }] }, { input: 'b.json' });
  const apart = await read([inParis, bucket(), elsewhere, acl]);
  expect(factIn(apart, subject, 'publicRead')).toEqual({ value: false });
  expect(apart.rows.find(({ input }) => input === 'b.json')).toMatchObject({ reason: 'parent-not-found' });
});

it('finds a sibling of Pulumi by its URN, and by the dependencies of the whole resource', async () => {
  const urn = 'urn:pulumi:s::p::aws:s3/bucket:Bucket::b';
  const own = resource({ type: 'aws:s3/bucket:Bucket', address: urn, after: { bucket: 'photos' } });
  for (const property of ['bucket', '*']) {
    const acl = resource({
      type: 'aws:s3/bucketAcl:BucketAcl',
      after: { bucket: unknownLeaf, acl: 'public-read' },
      references: { [property]: [urn, 'urn:pulumi:s::p::aws:iam/role:Role::r'] },
    });
    expect(factIn(await read([inParis, own, acl]), subject, 'publicRead')).toEqual({ value: true, via: 'acl' });
  }
});

it('reads the state beside a plan as what was, and its other resources as what stays', async () => {
  const urn = 'urn:pulumi:s::p::aws:s3/bucket:Bucket::b';
  const region = (input: string) => provider({ region: 'eu-west-3' }, { input });
  const state = [
    inputTold('state.json', 's'),
    region('state.json'),
    resource({
      type: 'aws:s3/bucket:Bucket',
      address: urn,
      input: 'state.json',
      operation: 'same',
      after: { bucket: 'photos', acl: 'private' },
    }),
    resource({
      type: 'aws:s3/bucketAcl:BucketAcl',
      input: 'state.json',
      operation: 'same',
      after: { bucket: unknownLeaf, acl: 'public-read' },
      references: { bucket: [urn] },
    }),
  ];
  const plan = [
    inputTold('plan.json', 's'),
    inParis,
    resource({
      type: 'aws:s3/bucket:Bucket',
      address: urn,
      operation: 'update',
      before: { bucket: 'photos', tags: { 'cloison-dataset': 'accreditation-file' } },
      after: { bucket: 'photos', tags: { 'cloison-dataset': 'results' } },
    }),
  ];
  const reading = await read([...state, ...plan]);
  expect(reading.rows.map(({ outcome, subject: of }) => [outcome, of])).toEqual(
    [1, 2, 3].map(() => ['judged', subject]),
  );
  expect(factIn(reading, subject, 'publicRead')).toEqual({ value: true, via: 'acl' });
  expect(factIn(reading, subject, 'replication')).toBe('absent');
  expect(reading.planned.get(subject)).toMatchObject({ claims: 'results', claimedBefore: 'accreditation-file' });
});

it('shows a container that is replaced into another place, and a copy sent to another bucket', async () => {
  const moved = resource({
    type: 'aws_s3_bucket',
    name: 'b',
    operation: 'replace',
    before: { bucket: 'photos', region: 'eu-west-3' },
    after: { bucket: 'photos', region: 'us-east-1' },
  });
  const target = resource({ type: 'aws_s3_bucket', name: 't', after: { bucket: 'copy', region: 'ap-east-1' } });
  const copy = part('aws_s3_bucket_replication_configuration', {
    rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::copy' }] }],
  });
  const { movements } = await read([inParis, moved, target, copy]);
  expect(movements).toEqual([
    expect.objectContaining({
      kind: 'replace',
      from: { provider: 'aws', region: 'eu-west-3', place: 's3-paris' },
      to: { provider: 'aws', region: 'us-east-1' },
    }),
    expect.objectContaining({
      kind: 'replication',
      from: { provider: 'aws', region: 'us-east-1' },
      to: { provider: 'aws', region: 'ap-east-1' },
    }),
  ]);
});

it('says to which region a copy goes where the program names regions, and of its own region nothing', async () => {
  const replicas = (...names: Tree[]) => names.map((region_name) => ({ region_name }));
  const table = (...names: Tree[]) =>
    resource({ type: 'aws_dynamodb_table', name: 't', after: { name: 'people', replica: replicas(...names) } });
  const moves = async (...told: ReturnType<typeof resource>[]) =>
    (await read([inParis, ...told])).movements.map(({ kind, from, to }) => [kind, from.region, to.provider, to.region]);
  const away = ['replication', 'eu-west-3', 'aws'];
  expect(await moves(table('us-east-1', 'eu-west-3'))).toEqual([[...away, 'us-east-1']]);
  const global = resource({
    type: 'aws_dynamodb_global_table',
    name: 'g',
    after: { name: 'people', replica: replicas('us-east-1') },
  });
  expect(await moves(table(), global)).toEqual([[...away, 'us-east-1']]);
  // A bucket is no region, whatever it is called.
  const logs = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'logs' } });
  const sent = resource({
    type: 'aws_dynamodb_table_export',
    name: 'e',
    after: { table_arn: 'people', s3_bucket: 'us-east-1' },
  });
  expect(await moves(logs, table(), sent)).toEqual([['replication', 'eu-west-3', undefined, undefined]]);
});
