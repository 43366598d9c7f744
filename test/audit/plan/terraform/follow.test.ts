import { describe, expect, it } from 'vitest';
import { terraformPlan } from '../../../../audit/plan/terraform/reader.ts';
import { readAll } from '../readAll.ts';

const made = (address: string) => ({
  address,
  mode: 'managed',
  type: address.replace(/^(?:module\.[^.]*\.)*/, '').split('.')[0],
  name: address.replace(/\[.*/, '').split('.').at(-1),
  ...(address.includes('[') && { index: JSON.parse(/\[(.*)\]/.exec(address)![1]!) as string }),
  ...(address.startsWith('module.') && { module_address: address.split('.').slice(0, 2).join('.') }),
  change: {
    actions: ['create'],
    before: null,
    after: {},
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
  },
});
async function references(of: string, addresses: readonly string[], root: object) {
  const plan = {
    format_version: '1.2',
    resource_changes: [of, ...addresses].map(made),
    configuration: { root_module: root },
  };
  const told = await readAll(terraformPlan, JSON.stringify(plan));
  return told.flatMap((one) => (one.tell === 'link' && one.address === of ? [one.references] : []))[0];
}
const written = (address: string, expressions: object = {}) => ({ address, mode: 'managed', expressions });

describe('an instance that cites another by its own key', () => {
  const keyed = (cited: readonly string[]) => ({
    resources: [written('aws_s3_bucket.b'), written('aws_s3_bucket_versioning.v', { bucket: { references: cited } })],
  });
  const part = (key: string) => `aws_s3_bucket_versioning.v[${key}]`;
  const plain = ['aws_s3_bucket.b', 'each.key'];
  const all = ['"a"', '"b"', '"c"'].map((key) => `aws_s3_bucket.b[${key}]`);

  it('means the same key, also where a filter leaves fewer of them', async () => {
    expect(await references(part('"a"'), all, keyed(plain))).toEqual({ bucket: [all[0]] });
    expect(await references(part('"b"'), [part('"c"'), ...all], keyed(plain))).toEqual({ bucket: [all[1]] });
  });

  it('may mean any of them where a key is not theirs, or more is cited', async () => {
    expect(await references(part('"a"'), [part('"z"'), ...all], keyed(plain))).toEqual({ bucket: all });
    expect(await references(part('"a"'), all, keyed([...plain, 'aws_s3_bucket.c']))).toEqual({ bucket: all });
    expect(await references(part('"a"'), all, keyed(['aws_s3_bucket.b', 'each.value.of']))).toEqual({ bucket: all });
  });
});

describe('where a copy goes', () => {
  const of = 'aws_s3_bucket_replication_configuration.r';
  const path = 'rule.destination.bucket';
  const to = (...cited: readonly string[]) => [{ bucket: { references: cited } }];
  const rooted = (rules: readonly object[], more: object = {}) => ({
    resources: [
      written('aws_s3_bucket.b'),
      written('aws_s3_bucket.c'),
      written(of, { rule: rules.map((destination) => ({ destination })) }),
    ],
    ...more,
  });
  const lone = ['aws_s3_bucket.b.arn', 'aws_s3_bucket.b'];
  const targets = async (root: object, addresses = ['aws_s3_bucket.b', 'aws_s3_bucket.c']) =>
    (await references(of, addresses, root))?.[path];

  it('is told in turn, of what is written out nothing', async () => {
    expect(await targets(rooted([to(...lone)]))).toEqual(['aws_s3_bucket.b']);
    const constant = [{ bucket: { constant_value: 'arn:aws:s3:::k' } }];
    const other = to('aws_s3_bucket.c.arn', 'aws_s3_bucket.c');
    expect(await targets(rooted([other, constant, to(...lone)]))).toEqual(['aws_s3_bucket.c', '', 'aws_s3_bucket.b']);
  });

  it('is followed through a module', async () => {
    const module = {
      resources: [written('aws_s3_bucket.this')],
      outputs: { arn: { expression: { references: ['aws_s3_bucket.this.arn', 'aws_s3_bucket.this'] } } },
    };
    const root = rooted([to('module.copy.arn', 'module.copy')], { module_calls: { copy: { module } } });
    expect(await targets(root, ['module.copy.aws_s3_bucket.this'])).toEqual(['module.copy.aws_s3_bucket.this']);
    const several = { ...module, outputs: { arn: { expression: { references: [...lone, 'local.x'] } } } };
    const hidden = rooted([to('module.copy.arn', 'module.copy')], { module_calls: { copy: { module: several } } });
    expect(await targets(hidden, ['module.copy.aws_s3_bucket.this'])).toBeUndefined();
  });

  it.each([
    ['a second resource', [...lone, 'aws_s3_bucket.c.arn', 'aws_s3_bucket.c']],
    ['a variable', [...lone, 'var.x']],
    ['a local value', [...lone, 'local.x']],
    ['the value of its own key', ['aws_s3_bucket.b', 'each.value']],
    ['a variable alone', ['var.x']],
    ['what is not in the plan', ['data.aws_s3_bucket.d.arn', 'data.aws_s3_bucket.d']],
  ])('is told of none where one of them cites %s', async (_what, cited) => {
    expect(await targets(rooted([to(...lone), to(...cited)]))).toBeUndefined();
  });

  it('is not told where one of several instances is meant', async () => {
    expect(await targets(rooted([to(...lone)]), ['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["b"]'])).toBeUndefined();
  });
});
