import { expect, describe, it } from 'vitest';
import { factIn, inputTold, provider, read, resource } from '../telling.ts';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';

const bucket = (name: string, more: object = {}) =>
  resource({ type: 'aws_s3_bucket', name, after: { bucket: name, region: 'eu-west-3' }, ...more });
const ruleTo = (target: unknown) => ({ status: 'Enabled', destination: [{ bucket: target }] });
const copying = (rule: unknown): Told =>
  resource({
    type: 'aws_s3_bucket_replication_configuration',
    name: 'r',
    after: { bucket: 'a', rule } as Properties,
  });
const link = (
  path: string,
  targets: readonly string[],
  address = 'aws_s3_bucket_replication_configuration.r',
): Told => ({
  tell: 'link',
  input: 'plan.json',
  address,
  provider: 'aws',
  references: { [path]: targets },
});
const path = 'rule.destination.bucket';
const copies = async (...told: readonly Told[]) =>
  factIn(
    await read([inputTold(), provider({ region: 'eu-west-3' }), bucket('a'), bucket('b'), ...told]),
    'store://s3-paris/a',
    'replication',
  );
const open = ruleTo(unknownLeaf);
const [b, c] = ['aws_s3_bucket.b', 'aws_s3_bucket.c'];

describe('where a copy goes that is known only after apply', () => {
  it('is the name of what the configuration computes it from', async () => {
    expect(await copies(copying([open]), link(path, [b]))).toEqual({ targets: ['b'] });
    expect(await copies(copying([open, ruleTo('arn:aws:s3:::k')]), link(path, ['', b]))).toEqual({
      targets: ['b', 'k'],
    });
    expect(await copies(copying([open, open]), bucket('c'), link(path, [b, c]))).toEqual({ targets: ['b', 'c'] });
    const own = 'replication_configuration.rules.destination.bucket';
    const after = { bucket: 'a', region: 'eu-west-3', replication_configuration: [{ rules: [open] }] } as Properties;
    const told = [inputTold(), provider({ region: 'eu-west-3' }), bucket('b'), bucket('a', { after })];
    const reading = await read([...told, link(own, [b], 'aws_s3_bucket.a')]);
    expect(factIn(reading, 'store://s3-paris/a', 'replication')).toEqual({ targets: ['b'] });
  });

  it.each<[string, readonly Told[]]>([
    ['nothing is cited', [copying([open])]],
    ['a dynamic block adds a rule', [copying([open, open]), link(path, [b])]],
    ['a dynamic block may add rules', [copying(unknownLeaf), link(path, [b])]],
    [
      'a dynamic block may add destinations',
      [copying([{ status: 'Enabled', destination: unknownLeaf }]), link(path, [b])],
    ],
    ['what is written out is not in the plan', [copying([open]), link(path, [''])]],
    ['it is not in the input', [copying([open]), link(path, [c])]],
    ['it is only read', [copying([open]), bucket('c', { operation: 'read' }), link(path, [c])]],
    [
      'it is deleted',
      [
        copying([open]),
        bucket('c', { operation: 'delete', before: { bucket: 'c' }, after: undefined }),
        link(path, [c]),
      ],
    ],
    [
      'it is in another input',
      [copying([open]), inputTold('o.json'), bucket('c', { input: 'o.json' }), link(path, [c])],
    ],
    ['its name is not known', [copying([open]), bucket('c', { after: { bucket: unknownLeaf } }), link(path, [c])]],
    [
      'it is another thing',
      [
        copying([open]),
        resource({ type: 'aws_ecr_repository', name: 'c', after: { name: 'c' } }),
        link(path, ['aws_ecr_repository.c']),
      ],
    ],
  ])('stays unknown where %s', async (_why, told) => {
    expect(await copies(...told)).toBe('unknown');
  });
});
