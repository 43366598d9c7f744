import { expect, it } from 'vitest';
import { subjectOf } from '../../../estate/index.ts';
import { unknownLeaf } from '../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource } from './telling.ts';

const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'fan-photos' } });
const inParis = provider({ region: 'eu-west-3' });
const subject = subjectOf.bucket('s3-paris', 'fan-photos');

it('names a planned bucket as the audit would, and places it by the provider’s region', async () => {
  const reading = await read([inputTold(), inParis, bucket]);
  expect(reading.rows).toEqual([
    {
      input: 'plan.json',
      address: 'aws_s3_bucket.b',
      type: 'aws_s3_bucket',
      operation: 'create',
      outcome: 'judged',
      subject,
    },
  ]);
  expect(factIn(reading, subject, 'location')).toEqual({ region: 'eu-west-3' });
  expect(factIn(reading, subject, 'encryption')).toEqual({ value: 'provider-key' });
  expect(factIn(reading, subject, 'publicRead')).toEqual({ value: false });
  expect(factIn(reading, subject, 'replication')).toBe('absent');
  expect(factIn(reading, subject, 'labels')).toBe('absent');
  expect(reading.planned.get(subject)).toEqual({ provider: 'aws', zone: 'public', place: 's3-paris' });
});

it('finds a public access control list by name and by reference, and a block that shuts it', async () => {
  const acl = (after: Parameters<typeof resource>[0]['after'], references = {}) =>
    resource({ type: 'aws_s3_bucket_acl', name: 'a', after: after!, references });
  const block = resource({
    type: 'aws_s3_bucket_public_access_block',
    after: { bucket: unknownLeaf, ignore_public_acls: true, restrict_public_buckets: true },
    references: { bucket: ['aws_s3_bucket.b'] },
  });
  const open = { value: true, via: 'acl' };
  for (const each of [
    acl({ bucket: 'fan-photos', acl: 'public-read' }),
    acl({ bucket: unknownLeaf, acl: 'public-read' }, { bucket: ['aws_s3_bucket.b'] }),
  ]) {
    expect(factIn(await read([inParis, each, bucket]), subject, 'publicRead')).toEqual(open);
    expect(factIn(await read([inParis, each, bucket, block]), subject, 'publicRead')).toEqual({ value: false });
  }
});
