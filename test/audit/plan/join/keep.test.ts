import { expect, it } from 'vitest';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { factIn, provider, read, resource, type Sketch } from '../telling.ts';

/** A configuration that writes none of the unknown properties, as Terraform's shows a `dynamic` block. */
async function factOf(type: string, after: Properties, fact: string, more: Partial<Sketch> = {}, beside: Told[] = []) {
  const reading = await read([
    provider({ region: 'eu-west-3' }),
    ...beside,
    resource({ type, after, ...more }),
    { tell: 'link', input: 'plan.json', address: `${type}.x`, provider: 'aws', references: {}, sets: ['name'] },
  ]);
  return factIn(reading, reading.rows.find((row) => row.type === type)!.subject!, fact);
}

it('takes an unknown that no provider computes for the program’s, though its configuration shows none', async () => {
  expect(await factOf('aws_dynamodb_table', { name: 't', replica: unknownLeaf }, 'replication')).toBe('unknown');
  expect(await factOf('aws_dynamodb_table', { name: 't' }, 'replication')).toBe('absent');
  for (const type of ['aws_db_instance', 'aws_redshift_cluster', 'aws_mq_broker'])
    expect(await factOf(type, { publicly_accessible: unknownLeaf }, 'publicRead')).toBe('unknown');
});

it('takes an unknown that the provider computes for nothing said', async () => {
  const computed = { bucket: 'photos', acl: unknownLeaf, grant: unknownLeaf, replication_configuration: unknownLeaf };
  expect(await factOf('aws_s3_bucket', computed, 'publicRead')).toEqual({ value: false });
  expect(await factOf('aws_s3_bucket', computed, 'replication')).toBe('absent');
});

const dark = { bucket: 'photos', grant: unknownLeaf, replication_configuration: unknownLeaf };

it('takes it for the program’s in a change of what is there, for a provider computes it once', async () => {
  const changed = { operation: 'update', before: { bucket: 'photos' } } as const;
  expect(await factOf('aws_s3_bucket', dark, 'publicRead', changed)).toBe('unknown');
  expect(await factOf('aws_s3_bucket', dark, 'replication', changed)).toBe('unknown');
  expect(await factOf('aws_s3_bucket', { bucket: 'photos' }, 'replication', changed)).toBe('absent');
});

it('does not know who is listed at a new bucket of which something else takes back what shuts lists', async () => {
  const block = (ignores: boolean | typeof unknownLeaf): Told[] => [
    resource({
      type: 'aws_s3_bucket_public_access_block',
      after: { bucket: 'photos', ignore_public_acls: ignores, restrict_public_buckets: true },
    }),
  ];
  const shut = { value: false };
  expect(await factOf('aws_s3_bucket', dark, 'publicRead', {}, block(true))).toEqual(shut);
  expect(await factOf('aws_s3_bucket', dark, 'publicRead', {}, block(false))).toBe('unknown');
  expect(await factOf('aws_s3_bucket', dark, 'publicWrite', {}, block(unknownLeaf))).toBe('unknown');
  expect(await factOf('aws_s3_bucket', { bucket: 'photos' }, 'publicRead', {}, block(false))).toEqual(shut);
});
