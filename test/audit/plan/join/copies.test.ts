import { expect, it } from 'vitest';
import { inputTold, provider, read, resource, type Sketch } from '../telling.ts';

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
