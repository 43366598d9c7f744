import { expect, it } from 'vitest';
import { subjectOf } from '../../../estate/index.ts';
import { unknownLeaf, type Told } from '../../../audit/plan/told.ts';
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

it('takes an unknown that the program does not write for the provider’s own, and one that it writes for unknown', async () => {
  const dark = resource({
    type: 'aws_s3_bucket',
    name: 'b',
    provider: undefined,
    after: { bucket: 'fan-photos', region: unknownLeaf, acl: unknownLeaf, policy: unknownLeaf },
  });
  const link = (sets?: readonly string[]): Told => ({
    tell: 'link',
    input: 'plan.json',
    address: 'aws_s3_bucket.b',
    provider: 'aws',
    references: {},
    ...(sets === undefined ? {} : { sets }),
  });
  const [unwritten, written, silent] = await Promise.all([
    read([inputTold(), dark, inParis, link(['bucket'])]),
    read([inputTold(), dark, inParis, link(['bucket', 'region', 'policy'])]),
    read([inputTold(), dark, inParis, link()]),
  ]);
  expect(factIn(unwritten, subject, 'location')).toEqual({ region: 'eu-west-3' });
  expect(factIn(unwritten, subject, 'publicRead')).toEqual({ value: false });
  for (const reading of [written, silent]) {
    const provisional = reading.rows[0]!.subject!;
    expect(provisional).toBe(subjectOf.planned('plan.json', 'aws_s3_bucket.b'));
    expect(factIn(reading, provisional, 'location')).toBe('unknown');
    expect(factIn(reading, provisional, 'publicRead')).toBe('unknown');
  }
});

it('hides no replica behind the first: several regions are told as all of them, and with one that is not known, as none', async () => {
  const secret = (locations: readonly (string | typeof unknownLeaf)[]) =>
    resource({
      type: 'google_secret_manager_secret',
      name: 's',
      after: { replication: [{ user_managed: [{ replicas: locations.map((location) => ({ location })) }] }] },
    });
  const located = async (...locations: Parameters<typeof secret>[0]) => {
    const reading = await read([inputTold(), secret(locations)]);
    return factIn(reading, reading.rows[0]!.subject!, 'location');
  };
  expect(await located('europe-west9', 'us-central1')).toEqual({ region: 'europe-west9+us-central1' });
  expect(await located('europe-west9', unknownLeaf)).toBe('unknown');
  expect(await located('europe-west9', 'europe-west9')).toEqual({ region: 'europe-west9' });
});
