import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { factIn, provider, read, resource } from '../telling.ts';

const byVariable = provider({ region: 'eu-west-3' }, { unsure: ['region'] });
const bucket = resource({ type: 'aws_s3_bucket', name: 'b', provider: undefined, after: { bucket: 'photos' } });
const link = (address: string, sets: readonly string[] = [], key = 'aws'): Told => ({
  tell: 'link',
  input: 'plan.json',
  address,
  provider: key,
  references: {},
  sets,
});
const beside = (after: Properties, sets: readonly string[] = [], key = 'aws', type = 'aws_lambda_alias'): Told[] => [
  resource({ type, name: 'n', provider: undefined, after }),
  link(`${type}.n`, sets, key),
];

async function regionOf(...told: readonly Told[]): Promise<unknown> {
  const reading = await read([bucket, ...told, byVariable, link('aws_s3_bucket.b', ['bucket'])]);
  return factIn(reading, reading.rows.find(({ type }) => type === 'aws_s3_bucket')!.subject!, 'location');
}

it('believes no region of a variable, for what is made of it the plan does not say', async () => {
  expect(await regionOf()).toBe('unknown');
});

it('believes it where something that the same provider serves is planned there', async () => {
  const there = { region: 'eu-west-3' };
  expect(await regionOf(...beside({ arn: 'arn:aws:lambda:eu-west-3:1:function:f' }))).toEqual(there);
  expect(await regionOf(...beside({ region: 'eu-west-3' }))).toEqual(there);
  expect(await regionOf(...beside({ region: 'us-east-1' }))).toBe('unknown');
  expect(await regionOf(...beside({ region: unknownLeaf, arn: unknownLeaf }))).toBe('unknown');
  expect(await regionOf(...beside({ arn: 'arn:aws:s3:::photos' }))).toBe('unknown');
  // Its own word for its own place, and the word of another provider.
  expect(await regionOf(...beside({ region: 'eu-west-3' }, ['region']))).toBe('unknown');
  expect(await regionOf(...beside({ region: 'eu-west-3' }, [], 'aws.other'))).toBe('unknown');
  // What it is sent to lies elsewhere: it says that by `arn` too.
  const target = beside({ arn: 'arn:aws:sqs:eu-west-3:1:q' }, ['arn'], 'aws', 'aws_cloudwatch_event_target');
  expect(await regionOf(...target)).toBe('unknown');
});

it('asks for nothing where the region is a constant, or the resource says its own', async () => {
  const own = resource({ type: 'aws_s3_bucket', name: 'c', after: { bucket: 'c', region: 'eu-west-3' } });
  const subject = subjectOf.bucket('s3-paris', 'c');
  expect(factIn(await read([own, byVariable]), subject, 'location')).toEqual({ region: 'eu-west-3' });
  const sure = await read([
    provider({ region: 'eu-west-3' }),
    resource({ type: 'aws_s3_bucket', after: { bucket: 'c' } }),
  ]);
  expect(factIn(sure, subject, 'location')).toEqual({ region: 'eu-west-3' });
});

it('leaves unknown what is unknown, and the estate’s own word is no answer to a variable', async () => {
  for (const region of ['eu-private', 'far-away', unknownLeaf]) {
    const rgw = provider({ region, endpoints: [{ s3: 'https://rgw.example' }] }, { unsure: ['region', 'endpoints'] });
    const reading = await read([resource({ type: 'aws_s3_bucket', after: { bucket: 'photos' } }), rgw]);
    expect(factIn(reading, subjectOf.bucket('rgw', 'photos'), 'location')).toBe('unknown');
  }
});
