import { describe, expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import type { Estate } from '../../../../estate/index.ts';
import { estateOf, inputTold, paris, provider, read, resource, type Sketch } from '../telling.ts';

const far = 'aws.far';
const reading = (...sketches: Sketch[]) =>
  read([
    inputTold(),
    provider({ region: 'eu-west-3' }),
    provider({ region: 'ap-southeast-1' }, { key: far }),
    ...sketches.map((each) => resource(each)),
  ]);
const copiesOf = async (...sketches: Sketch[]) => {
  const { copies = [], movements } = await reading(...sketches);
  expect(movements).toEqual([]);
  return copies.map(({ address, kind, from, to }) => [address, kind, from.region, to.region]);
};

const db: Sketch = { type: 'aws_db_instance', name: 'db', operation: 'same', after: { identifier: 'db' } };
const replica: Sketch = {
  type: 'aws_db_instance',
  name: 'copy',
  after: { identifier: 'copy', replicate_source_db: 'db' },
  provider: far,
};

it('tells of a container made of another that lies elsewhere, and of which it is made', async () => {
  expect(await copiesOf(db, replica)).toEqual([['aws_db_instance.copy', 'copy', 'eu-west-3', 'ap-southeast-1']]);
});

it('tells it of a restored snapshot, once for all that lies in one place', async () => {
  const snapshot: Sketch = {
    type: 'aws_db_snapshot',
    name: 's',
    after: { db_instance_identifier: 'db', db_snapshot_identifier: 'snap' },
  };
  const restored: Sketch = { ...replica, after: { identifier: 'copy', snapshot_identifier: 'snap' } };
  expect(await copiesOf(db, snapshot, restored)).toEqual([
    ['aws_db_instance.copy', 'copy', 'eu-west-3', 'ap-southeast-1'],
  ]);
});

it('tells nothing where it stays in one place, was made before, or is made of nobody knows what', async () => {
  expect(await copiesOf(db, { ...replica, provider: 'aws' })).toEqual([]);
  expect(await copiesOf({ ...db, operation: 'same' }, { ...replica, operation: 'same' })).toEqual([]);
  expect(await copiesOf(replica)).toEqual([]);
});

describe('what the movement carries', () => {
  const datasets = {
    people: { class: 'D2', lies: ['store://s3-paris/pp'], snapshots: [{ zone: 'public', name: 'snap-1' }] },
    assets: { class: 'D0' },
  } as unknown as Estate['datasets'];
  const estate = estateOf(paris.zones, { datasets });
  const claims = (dataset: string): Properties => ({ tags: { 'cloison-dataset': dataset } });
  const told = async (...sketches: Sketch[]) => {
    const all = [
      inputTold(),
      provider({ region: 'eu-west-3' }),
      provider({ region: 'ap-southeast-1' }, { key: far }),
      ...sketches.map((each) => resource(each)),
    ];
    const { copies = [], planned } = await read(all, { estate });
    return {
      copies: copies.map(({ from, holds }) => [from, holds]),
      made: [...planned.values()].flatMap(({ madeOf }) => madeOf ?? []),
    };
  };

  it('is what its source claims, also through a snapshot, and what the deleted one held', async () => {
    const people: Sketch = { ...db, after: { identifier: 'db', ...claims('people') } };
    const from = { provider: 'aws', region: 'eu-west-3' };
    const restored = { ...replica, after: { ...replica.after, ...claims('assets') } };
    expect(await told(people, restored)).toEqual({ copies: [[from, ['people']]], made: ['people'] });
    const { after: was, ...rest } = people;
    const gone: Sketch = { ...rest, operation: 'delete', before: was! };
    expect((await told(gone, restored)).copies).toEqual([[from, ['people']]]);
    expect((await told(people, { ...restored, provider: 'aws' })).copies).toEqual([]);
  });

  it('is what the estate declares of a bucket or a snapshot, from where it says that it lies', async () => {
    const disk = (key: string): Sketch => ({
      type: 'aws_ebs_volume',
      name: 'x',
      after: { snapshot_id: 'snap-1', ...claims('assets') },
      provider: key,
    });
    expect((await told(disk(far))).copies).toEqual([[{ provider: 'aws', zone: 'public' }, ['people']]]);
    expect((await told(disk('aws'))).copies).toEqual([]);
    const imported = (key: string): Sketch => ({
      type: 'aws_dynamodb_table',
      name: 'x',
      after: { name: 't', import_table: [{ s3_bucket_source: [{ bucket: 'pp' }] }], ...claims('assets') },
      provider: key,
    });
    const place = { provider: 'aws', place: 's3-paris', region: 'eu-west-3' };
    expect((await told(imported(far))).copies).toEqual([[place, ['people']]]);
    expect(await told(imported('aws'))).toEqual({ copies: [], made: ['people'] });
  });
});

describe('where copies go', () => {
  const ends = async (...sketches: Sketch[]) => {
    const { movements } = await reading(...sketches);
    return movements.map(({ address, kind, to }) => [address, kind, to.region]);
  };
  const letters = (target: Properties[string]): Sketch => ({
    type: 'aws_lambda_function',
    name: 'f',
    after: { function_name: 'f', dead_letter_config: [{ target_arn: target }] },
  });
  const queue: Sketch = { type: 'aws_sqs_queue', name: 'q', after: { name: 'q', arn: 'arn:q' }, provider: far };

  it('is where the container of the change lies that is meant, and of a workload nowhere known where nobody says', async () => {
    expect(await ends(queue, letters('arn:q'))).toEqual([['aws_lambda_function.f', 'replication', 'ap-southeast-1']]);
    const cited = { ...letters(unknownLeaf), references: { 'dead_letter_config.target_arn': ['aws_sqs_queue.q'] } };
    expect(await ends(queue, cited)).toEqual([['aws_lambda_function.f', 'replication', 'ap-southeast-1']]);
    for (const target of ['arn:stranger', unknownLeaf])
      expect(await ends(queue, letters(target))).toEqual([['aws_lambda_function.f', 'replication', undefined]]);
    expect(await ends({ ...letters('arn:q'), after: { function_name: 'f' } })).toEqual([]);
  });

  it.each<[string, Properties]>([
    ['aws_lambda_function_event_invoke_config', { on_success: [{ destination: 'arn:q' }] }],
    ['aws_lambda_function_event_invoke_config', { on_failure: [{ destination: 'arn:q' }] }],
    ['aws_lambda_event_source_mapping', { on_failure: [{ destination_arn: 'arn:q' }] }],
  ])('is where a function hands on what it took, or could not: %s %j', async (type, config) => {
    const { after: named, ...rest } = letters('');
    const plain = { ...rest, after: { function_name: named!['function_name']! } };
    const part = { type, name: 'p', after: { function_name: 'f', destination_config: [config] } };
    expect(await ends(queue, plain, part)).toEqual([['aws_lambda_function.f', 'replication', 'ap-southeast-1']]);
    expect(await ends(plain, part)).toEqual([['aws_lambda_function.f', 'replication', undefined]]);
    expect(await ends(plain, { ...part, after: { function_name: 'f' } })).toEqual([]);
  });

  it('is told of logs that a bucket sends by itself, and not of those that it keeps', async () => {
    const bucket = (target: string): Sketch => ({
      type: 'aws_s3_bucket',
      name: 'b',
      after: { bucket: 'own', logging: [{ target_bucket: target }] },
    });
    const logs: Sketch = { type: 'aws_s3_bucket', name: 'l', after: { bucket: 'logs' }, provider: far };
    expect(await ends(bucket('logs'), logs)).toEqual([['aws_s3_bucket.b', 'replication', 'ap-southeast-1']]);
    expect(await ends(bucket('stranger'), logs)).toEqual([['aws_s3_bucket.b', 'replication', undefined]]);
    expect(await ends(bucket('own'), logs)).toEqual([]);
    const off = [{ rules: [{ status: 'Disabled', destination: [{ bucket: 'arn:aws:s3:::x' }] }] }];
    const both = { ...bucket('logs'), after: { ...bucket('logs').after, replication_configuration: off } };
    expect(await ends(both, logs)).toEqual([['aws_s3_bucket.b', 'replication', 'ap-southeast-1']]);
  });

  it('is a bucket by any of its addresses', async () => {
    const canary = (location: string): Sketch => ({
      type: 'aws_synthetics_canary',
      name: 'c',
      after: { name: 'c', artifact_s3_location: location },
    });
    const bucket: Sketch = { type: 'aws_s3_bucket', name: 'b', after: { bucket: 'own' }, provider: far };
    for (const location of ['s3://own/runs/x', 's3://own/', 's3://own', 'arn:aws:s3:::own'])
      expect(await ends(canary(location), bucket)).toEqual([
        ['aws_synthetics_canary.c', 'replication', 'ap-southeast-1'],
      ]);
    for (const location of ['s3://owner/runs', 'http://own/', 'own.example/own'])
      expect(await ends(canary(location), bucket)).toEqual([['aws_synthetics_canary.c', 'replication', undefined]]);
  });
});
