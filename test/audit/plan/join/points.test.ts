/** Doors of their own to a bucket: access points, those of several regions, object lambdas, grants, shares. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { openPlan } from '../../../../audit/plan/open.ts';
import { readPlan } from '../../../../audit/plan/readPlan.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../../audit/plan/told.ts';
import { at, estateOf, factIn, paris, provider, read, resource } from '../telling.ts';

const inParis = provider({ region: 'eu-west-3' });
const subject = subjectOf.bucket('s3-paris', 'photos');
const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' } });
const day = { from: '2026-01-01' };
const known = estateOf(paris.zones, {
  operators: [{ id: 'op-1', employer: 'committee', worksIn: ['FR'], role: 'role:desk', ...day }] as never,
  identities: [
    { operator: 'op-1', place: 's3-paris', kind: 'aws-principal', name: 'arn:aws:iam::1:user/desk', ...day },
  ] as never,
});
const desk = { AWS: 'arn:aws:iam::1:user/desk' };
const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:eu-west-3:1:accesspoint/readers/object/*',
  ...more,
});
const point = (after: Properties) =>
  resource({ type: 'aws_s3_access_point', name: 'a', after: { bucket: 'photos', arn: 'arn:a', ...after } });
const text = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const facts = async (...all: readonly ReturnType<typeof resource>[]) => {
  const reading = await read([inParis, bucket, ...all], { estate: known });
  return { grants: factIn(reading, subject, 'grants'), publicRead: factIn(reading, subject, 'publicRead') };
};
const given = { grants: [{ who: 'operator', id: 'op-1', rights: ['read'], via: 'policy' }] };

describe('a policy of an access point, which names the access point and never the bucket', () => {
  const besides = (policy: Tree) =>
    resource({ type: 'aws_s3control_access_point_policy', name: 'p', after: { access_point_arn: 'arn:a', policy } });

  it('gives in the bucket what it allows', async () => {
    expect((await facts(point({ policy: text(allow(desk)) }))).grants).toEqual(given);
    expect((await facts(point({}), besides(text(allow(desk))))).grants).toEqual(given);
    expect((await facts(point({ policy: text(allow({ AWS: 'arn:aws:iam::9:root' })) }))).grants).toBe('unknown');
    expect((await facts(point({ policy: unknownLeaf }))).grants).toBe('unknown');
    // What it denies, others may allow.
    const denied = allow(desk, { Effect: 'Deny' });
    expect((await facts(point({ policy: text(allow(desk), denied) }))).grants).toEqual(given);
    expect((await facts(point({ policy: text(denied) }))).grants).toBe('unsupported');
  });

  it('lets strangers in, unless its own block of public access is written, as that of the bucket would have to be', async () => {
    const open = text(allow('*'));
    const block = (is: Tree) => ({ public_access_block_configuration: [{ restrict_public_buckets: is }] });
    const openOf = async (...all: readonly ReturnType<typeof resource>[]) => (await facts(...all)).publicRead;
    expect(await openOf(point({ policy: open }))).toEqual({ value: true, via: 'policy' });
    expect(await openOf(point({ policy: open, ...block(true) }))).toEqual({ value: false });
    expect(await openOf(point({ policy: open, ...block(false) }))).toEqual({ value: true, via: 'policy' });
    expect(await openOf(point({ policy: open, ...block(unknownLeaf) }))).toEqual({ value: true, via: 'policy' });
    expect(await openOf(point({}), besides(open))).toEqual({ value: true, via: 'policy' });
    expect(await openOf(point({}), besides(text(allow(desk))))).toEqual({ value: false });
    const pinned = allow('*', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } });
    expect(await facts(point({ policy: text(pinned) }))).toEqual({ grants: 'unknown', publicRead: { value: false } });
  });
});

it('a policy of an object lambda is not told apart by its actions', async () => {
  const lambda = resource({
    type: 'aws_s3control_object_lambda_access_point',
    name: 'l',
    after: { name: 'l', configuration: [{ supporting_access_point: 'arn:a' }] },
  });
  const policy = resource({
    type: 'aws_s3control_object_lambda_access_point_policy',
    name: 'p',
    after: { name: 'l', policy: text(allow(desk, { Action: 's3-object-lambda:GetObject' })) },
  });
  const { grants } = await facts(point({}), lambda, policy);
  expect(grants).toEqual({ grants: [{ ...given.grants[0], rights: ['list', 'read', 'write', 'delete', 'admin'] }] });
});

it('a policy of an access point of several regions speaks of each bucket behind it', async () => {
  const several = resource({
    type: 'aws_s3control_multi_region_access_point',
    name: 'm',
    after: { details: [{ name: 'all', region: [{ bucket: 'photos' }, { bucket: 'spare' }] }] },
  });
  const policy = resource({
    type: 'aws_s3control_multi_region_access_point_policy',
    name: 'p',
    after: { details: [{ name: 'all', policy: text(allow(desk)) }] },
  });
  const spare = resource({ type: 'aws_s3_bucket', name: 's', after: { bucket: 'spare' } });
  for (const all of [
    [several, policy, spare],
    [spare, policy, several],
  ]) {
    const reading = await read([inParis, bucket, ...all], { estate: known });
    expect(factIn(reading, subject, 'grants')).toEqual(given);
    expect(factIn(reading, subjectOf.bucket('s3-paris', 'spare'), 'grants')).toEqual(given);
  }
});

describe('a grant of S3 Access Grants', () => {
  const grant = (identifier: Tree, location: Tree = 'l-1') =>
    resource({
      type: 'aws_s3control_access_grant',
      name: 'g',
      after: { access_grants_location_id: location, permission: 'READ', grantee: [{ grantee_identifier: identifier }] },
    });
  const location = (scope: string) =>
    resource({
      type: 'aws_s3control_access_grants_location',
      name: 'l',
      after: { access_grants_location_id: 'l-1', location_scope: scope },
    });
  const rights = ['list', 'read', 'write', 'delete', 'admin'];

  it('reaches the bucket of its location, and no other', async () => {
    const own = { grants: [{ who: 'operator', id: 'op-1', rights, via: 'user-policy' }] };
    expect((await facts(grant(desk.AWS), location('s3://photos/badges/*'))).grants).toEqual(own);
    expect((await facts(grant('0123-group'), location('s3://photos/*'))).grants).toBe('unknown');
    const spare = resource({ type: 'aws_s3_bucket', name: 's', after: { bucket: 'spare' } });
    expect((await facts(grant('0123-group'), location('s3://spare/*'), spare)).grants).toBe('unsupported');
  });

  it('reaches every bucket where its location is not known, and nothing but buckets', async () => {
    expect((await facts(grant('0123-group'))).grants).toBe('unknown');
    const table = resource({ type: 'aws_dynamodb_table', name: 't', after: { name: 'photos' } });
    const reading = await read([inParis, table, grant('0123-group')], { estate: known });
    const subjects = [...reading.planned.keys()];
    expect(subjects.map((each) => factIn(reading, each, 'grants'))).toEqual(['unsupported']);
  });
});

describe('a share of AWS RAM', () => {
  const association = (more: object) => resource({ type: 'aws_ram_resource_association', name: 'a', ...more });
  const rowOf = async (told: ReturnType<typeof resource>) =>
    (await read([inParis, told], { estate: known })).rows.map(({ outcome, reason }) => [outcome, reason]);

  it('gives a database to whoever it names, and that nobody knows', async () => {
    const cluster = resource({ type: 'aws_rds_cluster', name: 'c', after: { cluster_identifier: 'c', arn: 'arn:c' } });
    const share = { after: { resource_arn: 'arn:c', resource_share_arn: unknownLeaf } };
    const reading = await read([inParis, cluster, association(share)], { estate: known });
    expect(factIn(reading, [...reading.planned.keys()][0]!, 'grants')).toBe('unknown');
  });

  it('of a network gives nothing that holds data; of what no input shows, nobody knows', async () => {
    const after = { resource_arn: unknownLeaf, resource_share_arn: unknownLeaf };
    const of = (address: string) => rowOf(association({ after, references: { resource_arn: [address] } }));
    expect(await of('aws_subnet.s')).toEqual([['out-of-scope', 'grants-elsewhere']]);
    expect(await of('aws_glue_catalog_database.s')).toEqual([['not-understood', 'parent-not-found']]);
    expect(await rowOf(association({ after: { resource_arn: 'arn:aws:rds:x' } }))).toEqual([
      ['not-understood', 'parent-not-found'],
    ]);
  });
});

describe('the plan of the provider of AWS', () => {
  const fixture = join(import.meta.dirname, '../fixtures/terraform/real-aws-points.json');
  async function reading(without: readonly string[] = []) {
    const plan = JSON.parse(readFileSync(fixture, 'utf8')) as { resource_changes: { type: string }[] };
    plan.resource_changes = plan.resource_changes.filter(({ type }) => !without.includes(type));
    const bytes = (async function* () {
      yield Buffer.from(JSON.stringify(plan));
    })();
    const told = openPlan({ name: 'p', bytes }, { signal: new AbortController().signal });
    return readPlan(told, { estate: known, at, tool: 'test' });
  }

  it('has no resource on neither list, and every door leads to its bucket', async () => {
    const { rows } = await reading();
    const ends = rows.map(({ type, outcome, reason }) => `${type} ${reason ?? outcome}`);
    expect(ends.filter((end) => /not-|unknown/.test(end))).toEqual(['aws_rds_cluster_snapshot_copy source-not-known']);
    expect(ends.filter((end) => / (?!judged)/.test(end)).toSorted()).toEqual([
      'aws_iam_role grants-elsewhere',
      'aws_iam_role_policies_exclusive grants-elsewhere',
      'aws_iam_role_policy_attachments_exclusive grants-elsewhere',
      'aws_kms_key holds-nothing',
      'aws_rds_cluster_snapshot_copy source-not-known',
      'aws_s3control_access_grants_instance holds-nothing',
      'aws_s3control_storage_lens_configuration holds-nothing',
      'aws_sns_sms_preferences holds-nothing',
    ]);
  });

  it('lets each door alone make the reach of its bucket unknown', async () => {
    const types = ['aws_s3control_access_point_policy', 'aws_s3control_multi_region_access_point_policy'];
    const all = [...types, 'aws_s3control_object_lambda_access_point_policy', 'aws_s3control_access_grant'];
    const grantsOf = async (without: readonly string[]) => {
      const found = await reading(without);
      return [...found.planned.keys()]
        .filter((each) => /accreditation|aws_s3_bucket/.test(each))
        .map((each) => factIn(found, each, 'grants'));
    };
    expect(await grantsOf(all)).toEqual(['unsupported', 'unsupported']);
    for (const one of all) expect(await grantsOf(all.filter((each) => each !== one))).toContain('unknown');
    expect(await grantsOf(all.filter((each) => each !== types[1]))).toEqual(['unknown', 'unknown']);
  });
});
