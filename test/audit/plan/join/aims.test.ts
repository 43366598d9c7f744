import { describe, expect, it } from 'vitest';
import { unknownLeaf, type Properties, type Told, type Tree } from '../../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource } from '../telling.ts';

const inParis = [inputTold(), provider({ region: 'eu-west-3' })];
const of = (type: string, name: string, after: Properties, more: object = {}): Told =>
  resource({ type, name, after, ...more });
const bucket = (name: string, more: object = {}) => of('aws_s3_bucket', name, { bucket: name }, more);
const copies = async (...told: readonly Told[]) =>
  factIn(await read([...inParis, bucket('a'), ...told]), 'store://s3-paris/a', 'replication');
const inventory = (target: Tree, more: object = {}) =>
  of('aws_s3_bucket_logging', 'l', { bucket: 'a', target_bucket: target }, more);

describe('a target that the inputs show', () => {
  it('is the container that it is, by name or by what it is computed from', async () => {
    const toLogs = { targets: ['metadata:store://s3-paris/logs'] };
    expect(await copies(bucket('logs'), inventory('logs'))).toEqual(toLogs);
    const cited = { references: { target_bucket: ['aws_s3_bucket.logs'] } };
    expect(await copies(bucket('logs'), inventory(unknownLeaf, cited))).toEqual(toLogs);
  });

  it('is a name while nobody shows it, and unknown while nothing leads to it', async () => {
    expect(await copies(inventory('logs'))).toEqual({ targets: ['metadata:logs'] });
    expect(await copies(inventory(unknownLeaf))).toBe('unknown');
    expect(await copies(bucket('logs'), inventory(unknownLeaf, { references: { target_bucket: ['aws_vpc.v'] } }))).toBe(
      'unknown',
    );
    expect(await copies(inventory(7))).toBe('error');
  });

  it('is unknown where it goes with the same change', async () => {
    const gone = bucket('logs', { operation: 'delete', before: { bucket: 'logs' }, after: undefined });
    expect(await copies(gone, inventory('logs'))).toBe('unknown');
  });

  it.each(['store://s3-paris/a', 'metadata:store://s3-paris/logs', 'plan://x/aws_s3_bucket.b', '\0plan.json\0x'])(
    'is never a text that looks like one of ours: %j',
    async (text) => {
      expect(await copies(bucket('logs'), inventory(text))).toBe('error');
    },
  );
});

describe('a part of a part', () => {
  const group = (name: string) => of('aws_efs_file_system', name, { id: name });
  const place = (name: string, system: string) =>
    of('aws_datasync_location_efs', name, { efs_file_system_arn: system, arn: `arn:${name}` });
  const task = (after: Properties) => of('aws_datasync_task', 't', after);
  const told = async (...all: readonly Told[]) => {
    const reading = await read([...inParis, group('fs-1'), group('fs-2'), ...all]);
    const row = reading.rows.find(({ address }) => address === 'aws_efs_file_system.fs-1')!;
    return factIn(reading, row.subject!, 'replication');
  };

  it('copies from the holder behind its source to the holder behind its destination', async () => {
    const task12 = task({ source_location_arn: 'arn:from', destination_location_arn: 'arn:to' });
    expect(await told(place('from', 'fs-1'), place('to', 'fs-2'), task12)).toMatchObject({
      targets: [expect.stringContaining('fs-2')],
    });
    expect(await told(place('from', 'fs-1'), task12)).toEqual({ targets: ['arn:to'] });
    const dark = task({ source_location_arn: 'arn:from', destination_location_arn: unknownLeaf });
    expect(await told(place('from', 'fs-1'), place('to', 'fs-2'), dark)).toBe('unknown');
    expect(await told(place('to', 'fs-2'))).toBe('absent');
  });
});

describe('a part of several', () => {
  const front = (origins: readonly Tree[], more: object = {}) =>
    of(
      'aws_cloudfront_distribution',
      'd',
      { enabled: true, origin: origins.map((domain_name) => ({ domain_name })) },
      more,
    );

  it('opens each of them, the second as the first', async () => {
    const reading = await read([...inParis, bucket('a'), bucket('b'), front(['a', 'b'])]);
    for (const name of ['a', 'b'])
      expect(factIn(reading, `store://s3-paris/${name}`, 'publicRead')).toEqual({ value: true, via: 'address' });
    expect(reading.rows.find(({ type }) => type === 'aws_cloudfront_distribution')).toMatchObject({
      outcome: 'judged',
    });
  });

  it('is not understood while one of them is not there, and opens the others all the same', async () => {
    const cited = { references: { origin: ['aws_s3_bucket.b'] } };
    for (const [origins, more] of [
      [['a', 'elsewhere.example'], {}],
      [['a', unknownLeaf], {}],
      [[unknownLeaf, unknownLeaf], cited],
    ] as const) {
      const reading = await read([...inParis, bucket('a'), bucket('b'), front(origins, more)]);
      expect(reading.rows.find(({ type }) => type === 'aws_cloudfront_distribution')).toMatchObject({
        outcome: 'not-understood',
        reason: 'parent-not-found',
      });
    }
    const both = await read([...inParis, bucket('a'), bucket('b'), front(['a', unknownLeaf], cited)]);
    expect(factIn(both, 'store://s3-paris/b', 'publicRead')).toEqual({ value: true, via: 'address' });
  });
});

describe('a vault that is made of what is selected', () => {
  const vault = of('aws_backup_vault', 'v', { name: 'v' });
  const plan = of('aws_backup_plan', 'p', { id: 'p', rule: [{ target_vault_name: 'v' }] });
  const table = of('aws_dynamodb_table', 't', { name: 't', arn: 'arn:t' });
  const selection = (resources: Tree, more: object = {}) =>
    of('aws_backup_selection', 's', { plan_id: 'p', resources }, more);
  const ending = async (...told: readonly Told[]) =>
    (await read([...inParis, vault, plan, table, ...told])).rows.find(({ type }) => type === 'aws_backup_selection');

  it('holds what nobody knows where one of them is not shown', async () => {
    expect(await ending(selection(['arn:t', 'arn:elsewhere']))).toMatchObject({ reason: 'source-not-known' });
    expect(await ending(selection(['*']))).toMatchObject({ reason: 'source-not-known' });
  });
});
