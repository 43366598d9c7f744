import { describe, expect, it } from 'vitest';
import type { Properties } from '../../../../audit/plan/told.ts';
import type { Estate } from '../../../../estate/index.ts';
import { estateOf, inputTold, paris, provider, read, resource, type Sketch } from '../telling.ts';

const zones = {
  ...paris.zones,
  us: {
    side: 'public',
    provider: 'aws',
    country: 'US',
    places: { 's3-us': { s3: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1' } },
  },
} as Estate['zones'];
const datasets = {
  people: { class: 'D2', lies: ['store://s3-paris/pp'] },
  assets: { class: 'D0' },
  file: { class: 'D3' },
} as unknown as Estate['datasets'];
const estate = estateOf(zones, { datasets });
const claiming = (dataset: string): Properties => ({ tags: { 'cloison-dataset': dataset } });

const reading = (...sketches: Sketch[]) =>
  read(
    [
      inputTold(),
      provider({ region: 'eu-west-3' }),
      { tell: 'input', input: 'other.json', kind: 'pulumi-preview' },
      provider({ region: 'eu-west-3' }, { input: 'other.json' }),
      ...sketches.map((each) => resource(each)),
    ],
    { estate },
  );
const plannedOf = async (subject: string, ...sketches: Sketch[]) =>
  (await reading(...sketches)).planned.get(subject) ?? 'not there';
const here = { bucket: 'pp', region: 'eu-west-3' };
const there = { bucket: 'pp', region: 'us-east-1', ...claiming('assets') };

describe('what a container brings along', () => {
  it.each(['aws_s3_bucket', 'aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2'])(
    'is the declared dataset of where it was: %s',
    async (type) => {
      const moved = { claims: 'assets', claimedBefore: 'people' };
      const one = { type, operation: 'replace', before: here } as const;
      expect(await plannedOf('store://s3-us/pp', { ...one, after: there })).toMatchObject(moved);
      const renamed = { ...there, bucket: 'pp2' };
      expect(await plannedOf('store://s3-us/pp2', { ...one, after: renamed })).toMatchObject(moved);
      expect(
        await plannedOf(
          'store://s3-us/pp',
          { type, name: 'old', operation: 'delete', before: here },
          { type, name: 'new', after: there },
        ),
      ).toMatchObject(moved);
    },
  );

  it('is what the state claimed of one whose name it takes, whatever tool and input tell of them, and whatever it is', async () => {
    const old = { ...here, bucket: 'q', ...claiming('file') };
    const type = 'aws_s3_bucket';
    expect(
      await plannedOf(
        'store://s3-us/q',
        { type, name: 'old', operation: 'delete', before: old },
        { type: 'aws:s3/bucket:Bucket', name: 'new', input: 'other.json', after: { ...there, bucket: 'q' } },
      ),
    ).toMatchObject({ claims: 'assets', claimedBefore: 'file' });
    expect(
      await plannedOf(
        'plan://plan.json/aws_db_instance.new',
        {
          type: 'aws_db_instance',
          name: 'old',
          operation: 'delete',
          before: { identifier: 'main', ...claiming('people') },
        },
        { type: 'aws_db_instance', name: 'new', after: { identifier: 'main', ...claiming('assets') } },
      ),
    ).toMatchObject({ claims: 'assets', claimedBefore: 'people' });
  });

  it('is the highest of all that it was', async () => {
    const before = { ...here, ...claiming('file') };
    const type = 'aws_s3_bucket';
    expect(await plannedOf('store://s3-us/pp', { type, operation: 'replace', before, after: there })).toMatchObject({
      claimedBefore: 'file',
    });
    expect(
      await plannedOf('store://s3-us/pp', {
        type,
        operation: 'replace',
        before: { ...here, ...claiming('assets') },
        after: there,
      }),
    ).toMatchObject({ claimedBefore: 'people' });
    // Two inputs that tell of one bucket: what one of them does not know was there all the same.
    expect(
      await plannedOf(
        'store://s3-us/pp',
        { type, operation: 'replace', before: here, after: there },
        { type, name: 'again', operation: 'same', input: 'other.json', before: there, after: there },
      ),
    ).toMatchObject({ claimedBefore: 'people' });
  });

  it('is nothing of what stays where it is, comes new, or takes the name of another thing or namespace', async () => {
    const type = 'aws_s3_bucket';
    expect(
      await plannedOf('store://s3-paris/pp', { type, operation: 'update', before: here, after: here }),
    ).not.toHaveProperty('claimedBefore');
    expect(await plannedOf('store://s3-us/pp', { type, after: there })).not.toHaveProperty('claimedBefore');
    expect(
      await plannedOf(
        'store://s3-us/pp',
        { type: 'aws_db_instance', operation: 'delete', before: { identifier: 'pp', ...claiming('people') } },
        { type, after: there },
      ),
    ).not.toHaveProperty('claimedBefore');
  });

  it('shows what goes here and comes there under its name as one movement', async () => {
    const type = 'aws_s3_bucket';
    const { movements } = await reading(
      { type, name: 'old', operation: 'delete', before: here },
      { type, name: 'new', after: there },
    );
    expect(movements).toEqual([
      {
        subject: 'store://s3-us/pp',
        address: 'aws_s3_bucket.new',
        kind: 'replace',
        from: { provider: 'aws', region: 'eu-west-3', place: 's3-paris' },
        to: { provider: 'aws', region: 'us-east-1', place: 's3-us' },
      },
    ]);
  });
});
