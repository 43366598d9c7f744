import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlanReading } from '../../../../audit/plan/reading.ts';
import { unknownLeaf, type Properties, type Told, type Tree } from '../../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource } from '../telling.ts';

const inputs = ['a.json', 'b.json'];
const operations = ['create', 'update', 'replace', 'delete', 'forget', 'same', 'read'] as const;
const types = [
  'aws_s3_bucket',
  'aws_s3_bucket_acl',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_replication_configuration',
  'aws_ebs_volume',
  'aws_vpc',
  'never_heard_of',
];
const leaf = (...values: readonly Tree[]) => fc.constantFrom<Tree>(...values, unknownLeaf, 7, null);
const properties = fc.record(
  {
    bucket: leaf('one', 'two', 'three'),
    acl: leaf('private', 'public-read'),
    ignore_public_acls: leaf(true, false),
    region: leaf('eu-west-3', 'us-east-1'),
    encrypted: leaf(true, false),
    rule: fc.constantFrom<Tree>([], [{ destination: [{ bucket: 'arn:aws:s3:::two' }] }]),
    tags: fc.constantFrom<Tree>({}, { 'cloison-dataset': 'results' }),
  },
  { requiredKeys: [] },
);
const sketch = fc.record({
  type: fc.constantFrom(...types),
  operation: fc.constantFrom(...operations),
  input: fc.constantFrom(...inputs),
  before: fc.option(properties, { nil: undefined }),
  after: fc.option(properties, { nil: undefined }),
  refers: fc.nat({ max: 8 }),
});
type Drawn = typeof sketch extends fc.Arbitrary<infer T> ? T : never;

const tellings = (drawn: readonly Drawn[]): Told[] =>
  drawn.map(({ type, operation, input, before, after, refers }, index) =>
    resource({
      type,
      operation,
      input,
      name: `r${index}`,
      address: `${type}.r${index}`,
      ...(before === undefined ? {} : { before: before }),
      ...(after === undefined ? {} : { after: after }),
      references: { bucket: [`aws_s3_bucket.r${refers}`] },
    }),
  );
const around: readonly Told[] = inputs.flatMap((input) => [
  inputTold(input),
  provider({ region: 'eu-west-3' }, { input }),
]);
const plain = (reading: PlanReading) => ({ ...reading, planned: [...reading.planned] });

it('ends every resource in exactly one row, and tells each container once, whatever the population', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sketch, { maxLength: 9 }), async (drawn) => {
      const reading = await read([...around, ...tellings(drawn)]);
      expect(reading.rows).toHaveLength(drawn.length);
      expect(new Set(reading.rows.map(({ address }) => address)).size).toBe(drawn.length);
      expect(reading.inputs.reduce((sum, { resources }) => sum + resources, 0)).toBe(drawn.length);
      for (const { outcome, subject, reason } of reading.rows) {
        if (outcome === 'judged') expect(reading.planned.has(subject!)).toBe(true);
        else expect(reason).toBeDefined();
      }
      const keys = reading.collection.observations.map(({ subject, fact }) => `${subject} ${fact}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(reading.collection.observations.map(({ subject }) => subject))).toEqual(
        new Set(reading.planned.keys()),
      );
      for (const { state, ...rest } of reading.collection.observations) expect('value' in rest).toBe(state === 'value');
    }),
  );
});

it('reads the same whatever the order of resources and of inputs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sketch, { maxLength: 9 }), fc.infiniteStream(fc.nat()), async (drawn, draws) => {
      const told = tellings(drawn);
      const shuffled = told
        .map((each) => ({ each, at: draws.next().value as number }))
        .sort((one, other) => one.at - other.at)
        .map(({ each }) => each);
      const forwards = await read([...around, ...told]);
      const mixed = await read([...around].toReversed().concat(shuffled));
      expect(plain(mixed)).toEqual(plain(forwards));
    }),
  );
});

const good = (index: number): Told =>
  resource({ type: 'aws_s3_bucket', name: `b${index}`, after: { bucket: `bucket-${index}`, acl: 'private' } });
const bad: Readonly<Record<string, readonly [Properties, fact: string, answer: unknown]>> = {
  'one open bucket': [{ acl: 'public-read' }, 'publicRead', { value: true, via: 'acl' }],
  'one unknown access control list': [{ acl: unknownLeaf }, 'publicRead', 'unknown'],
  'one nonsense access control list': [{ acl: 123 }, 'publicRead', 'error'],
  'one nonsense encryption': [
    { server_side_encryption_configuration: { rule: { apply_server_side_encryption_by_default: 'yes' } } },
    'encryption',
    'error',
  ],
  'one bucket of an unknown region': [{ region: unknownLeaf }, 'location', 'unknown'],
  'one bucket abroad': [{ region: 'us-east-1' }, 'location', { region: 'us-east-1' }],
};

it.each(Object.entries(bad))('finds %s among many, at each position', async (_name, [flaw, fact, answer]) => {
  for (let position = 0; position < 8; position += 1) {
    const all = Array.from({ length: 8 }, (_, index) =>
      index === position
        ? resource({ type: 'aws_s3_bucket', name: `b${index}`, after: { bucket: `bucket-${index}`, ...flaw } })
        : good(index),
    );
    const reading = await read([inputTold(), provider({ region: 'eu-west-3' }), ...all]);
    const told = reading.rows.map(({ subject }) => factIn(reading, subject!, fact));
    expect(told.filter((each) => JSON.stringify(each) === JSON.stringify(answer))).toHaveLength(1);
    expect(told[position]).toEqual(answer);
  }
});
