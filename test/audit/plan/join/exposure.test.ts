import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { factIn, provider, read, resource } from '../telling.ts';

const inParis = provider({ region: 'eu-west-3' });
const open = { value: true, via: 'address' };
const shut = { value: false };

it.each(['aws_db_instance', 'aws_redshift_cluster', 'aws_mq_broker', 'aws:rds/instance:Instance'])(
  '%s stands open where it has an address of the open network',
  async (type) => {
    const isPulumi = type.includes(':');
    const fact = async (after: Properties) => {
      const reading = await read([inParis, resource({ type, after, provider: 'aws' })]);
      return factIn(reading, reading.rows[0]!.subject!, 'publicRead');
    };
    const name = isPulumi ? 'publiclyAccessible' : 'publicly_accessible';
    expect(await fact({ [name]: true })).toEqual(open);
    expect(await fact({ [name]: false })).toEqual(shut);
    expect(await fact({ [name]: unknownLeaf })).toBe('unknown');
    for (const hollow of [[], {}, [[]]]) expect(await fact({ [name]: hollow })).toBe('error');
    // Where its default was another, the provider writes it into the plan.
    expect(await fact({})).toEqual(shut);
  },
);

it('opens a cluster of databases by any of its instances', async () => {
  const cluster = resource({ type: 'aws_rds_cluster', name: 'c', after: { cluster_identifier: 'c' } });
  const instance = (name: string, isPublic: boolean) =>
    resource({
      type: 'aws_rds_cluster_instance',
      name,
      after: { cluster_identifier: 'c', publicly_accessible: isPublic },
    });
  const reading = await read([inParis, cluster, instance('a', false), instance('b', true)]);
  const { subject } = reading.rows.find(({ type }) => type === 'aws_rds_cluster')!;
  expect(factIn(reading, subject!, 'publicRead')).toEqual(open);
});

it('believes no block that another block of the same bucket takes back', async () => {
  const subject = subjectOf.bucket('s3-paris', 'photos');
  const block = (name: string, shuts: boolean) =>
    resource({
      type: 'aws_s3_bucket_public_access_block',
      name,
      after: { bucket: 'photos', ignore_public_acls: shuts, restrict_public_buckets: shuts },
    });
  const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' } });
  const acl = resource({ type: 'aws_s3_bucket_acl', after: { bucket: 'photos', acl: 'public-read' } });
  const fact = async (...blocks: ReturnType<typeof block>[]) =>
    factIn(await read([inParis, bucket, acl, ...blocks]), subject, 'publicRead');
  expect(await fact(block('p', true))).toEqual(shut);
  expect(await fact(block('p', true), block('q', true))).toEqual(shut);
  expect(await fact(block('p', true), block('q', false))).toBe('unknown');
  const owner = resource({
    type: 'aws_s3_bucket_ownership_controls',
    after: { bucket: 'photos', rule: [{ object_ownership: 'BucketOwnerPreferred' }] },
  });
  expect(await fact(block('p', true), owner)).toEqual(shut);
  expect(await fact(block('p', false), block('q', false))).toEqual({ value: true, via: 'acl' });
});

it('lets a rule of copying that is switched off switch off no other', async () => {
  const subject = subjectOf.bucket('s3-paris', 'photos');
  const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' } });
  const off = { status: 'Disabled', destination: [{ bucket: 'near' }] };
  const copies = async (...rule: Properties[]) => {
    const part = resource({ type: 'aws_s3_bucket_replication_configuration', after: { bucket: 'photos', rule } });
    return factIn(await read([inParis, bucket, part]), subject, 'replication');
  };
  expect(await copies(off)).toBe('absent');
  expect(await copies(off, { ...off, destination: [{ bucket: 'far' }] })).toBe('absent');
  expect(await copies(off, { destination: [{ bucket: 'far' }] })).toEqual({ targets: ['far', 'near'] });
  expect(await copies(off, { status: null, destination: [{ bucket: 'far' }] })).toEqual({ targets: ['far', 'near'] });
});
