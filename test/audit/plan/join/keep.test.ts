import { expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { factIn, provider, read, resource } from '../telling.ts';

/** A configuration that writes none of the unknown properties, as Terraform's shows a `dynamic` block. */
async function factOf(type: string, after: Properties, fact: string) {
  const reading = await read([
    provider({ region: 'eu-west-3' }),
    resource({ type, after }),
    { tell: 'link', input: 'plan.json', address: `${type}.x`, provider: 'aws', references: {}, sets: ['name'] },
  ]);
  return factIn(reading, reading.rows[0]!.subject!, fact);
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
