import { asset, output, secret } from '@pulumi/pulumi';
import { settle } from '../../../infra/transform/settle.ts';
import { describe, expect, it } from 'vitest';
import { inZone, type Constructed, type Refusal } from '../../../infra/index.ts';

const claim = { zone: 'private', dataset: 'accreditation-file' };
const [signature, sealed] = ['4dabf18193072939515e22adb298388d', '1b47061264138c4ac30d75fd1eb44270'];
const no: Refusal = {
  control: 'residency/personal-data-stays-in-the-eea',
  verdict: 'deny',
  title: 'Personal data stays in the EEA',
  sentence: 'Its location is outside the EEA (SG).',
  references: 'related to: GDPR articles 32, 44',
  remedy: 'Move the container to a region of the EEA.',
};
const args = (type: string, props: object = {}, more: object = {}) => ({
  custom: true,
  type,
  name: 'photos',
  props: props as Record<string, unknown>,
  opts: {},
  ...more,
});

function transformWith(refusals: readonly Refusal[] = [], language: 'en' | 'fr' = 'en') {
  const asked: Constructed[] = [];
  const judge = async (constructed: Constructed) => {
    asked.push(constructed);
    return refusals;
  };
  return { asked, transform: inZone(claim, { judge, language }) };
}

describe('a resource that is not refused', () => {
  it('is constructed with zone and dataset, which the judge saw too', async () => {
    const { asked, transform } = transformWith();
    const given = args('aws:s3/bucket:Bucket', { bucket: 'b', region: 'eu-west-3' });
    const tags = { 'cloison-zone': 'private', 'cloison-dataset': 'accreditation-file' };
    expect(await transform(given)).toEqual({ props: { bucket: 'b', region: 'eu-west-3', tags }, opts: given.opts });
    expect(asked).toEqual([
      {
        type: 'aws:s3/bucket:Bucket',
        name: 'photos',
        end: 'aws:s3/bucket:Bucket::photos',
        props: { bucket: 'b', region: 'eu-west-3', tags },
      },
    ]);
  });

  it('is judged with the provider of its own component, where another has one of the same name', async () => {
    const { asked, transform } = transformWith();
    const within = (site: string) => ({ parent: { urn: output(`urn:pulumi:dev::app::lib:index:${site}::s`) } });
    for (const [site, region] of [
      ['North', 'eu-north-1'],
      ['South', 'af-south-1'],
    ] as const)
      await transform(args('pulumi:providers:aws', { region }, { name: 'main', opts: within(site) }));
    for (const site of ['North', 'South']) {
      const provider = { urn: output(`urn:pulumi:dev::app::lib:index:${site}$pulumi:providers:aws::main`) };
      await transform(args('aws:s3/bucket:Bucket', {}, { opts: { ...within(site), provider } }));
    }
    expect(asked.map(({ end, provider }) => [end.split('$')[0], provider?.props])).toEqual([
      ['lib:index:North', { region: 'eu-north-1' }],
      ['lib:index:South', { region: 'af-south-1' }],
    ]);
  });

  it('has zone and dataset among tags that are secret, and they stay secret', async () => {
    const { transform } = transformWith();
    const made = await transform(args('aws:s3/bucket:Bucket', { tags: secret({ team: 'hush' }) }));
    const written = made!.props['tags'] as { isSecret: Promise<boolean>; promise: () => Promise<object> };
    expect(await written.isSecret).toBe(true);
    expect(await written.promise()).toEqual({
      team: 'hush',
      'cloison-zone': 'private',
      'cloison-dataset': 'accreditation-file',
    });
  });

  it('is judged with what configures its provider, where the transform saw that constructed', async () => {
    const { asked, transform } = transformWith();
    await transform(args('pulumi:providers:aws', { region: 'eu-west-3', secretKey: secret('s') }));
    const urn = output('urn:pulumi:dev::app::pulumi:providers:aws::photos');
    await transform(args('aws:s3/bucket:Bucket', {}, { opts: { provider: { urn } } }));
    await transform(
      args(
        'aws:s3/bucket:Bucket',
        {},
        { opts: { provider: { urn: output('urn:pulumi:dev::app::pulumi:providers:aws::other') } } },
      ),
    );
    expect(asked.map(({ provider }) => provider?.props)).toEqual([
      { region: 'eu-west-3', secretKey: { $secret: true } },
      undefined,
    ]);
  });

  it('is left alone when it is a component', async () => {
    const { asked, transform } = transformWith([no]);
    expect(await transform(args('app:index:Site', {}, { custom: false }))).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe('a resource that is refused', () => {
  it.each([
    ['deny', 'en', 'Personal data stays in the EEA (refused)'],
    ['unknown', 'en', 'not known, and what is not known is refused'],
    ['deny', 'fr', 'un contrôle s’y oppose'],
    ['unknown', 'fr', 'indéterminé'],
  ] as const)('is not constructed (%s, %s): control, article and remedy are said', async (verdict, language, says) => {
    const { transform } = transformWith([{ ...no, verdict }], language);
    const refused = transform(args('aws:s3/bucket:Bucket'));
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.toThrow(no.control);
    await expect(refused).rejects.toThrow(no.references);
    await expect(refused).rejects.toThrow(`→ ${no.remedy}`);
  });

  it('says where its dataset may lie, for whom the program says that it is', async () => {
    const homes = (dataset: string) => [`${dataset} at home`, 'abroad'];
    const transform = inZone(claim, { judge: async () => [no], language: 'en', homes });
    const tags = { 'cloison-dataset': 'results' };
    await expect(transform(args('aws:s3/bucket:Bucket', { tags }))).rejects.toThrow(
      /for dataset results: one control[^]*Dataset results may lie in: results at home; abroad\.$/,
    );
  });

  it('steers no terminal with its name', async () => {
    const { transform } = transformWith([no]);
    await expect(transform({ ...args('aws:s3/bucket:Bucket'), name: 'a\u001B[2J\u202Eb' })).rejects.toThrow('a·[2J·b');
  });

  it.each([
    ['among tags that are secret', { tags: secret({ 'cloison-dataset': 'results' }) }],
    ['by a zone among them', { tags: secret({ 'cloison-zone': 'public' }) }],
    ['by one tag that is secret', { tags: { 'cloison-dataset': secret('results') } }],
    ['as the wire marks a secret', { tags: { [signature]: sealed, value: { 'cloison-dataset': 'results' } } }],
  ])('is refused where it claims something else %s: nobody could judge that', async (_, props) => {
    const { transform } = transformWith();
    await expect(transform(args('aws:s3/bucket:Bucket', props))).rejects.toThrow(
      /cloison-tag[^]*secret and is not this zone and dataset[^]*→ Write cloison-zone and cloison-dataset in clear/,
    );
  });

  it.each([
    ['pairs', 'aws-native:s3:Bucket', { tags: [{ key: 'cloison-dataset', value: secret('results') }] }],
    ['words', 'scaleway:block/volume:Volume', { tags: [secret('cloison-dataset=results')] }],
    [
      'labels of what it makes',
      'kubernetes:apps/v1:StatefulSet',
      {
        spec: { volumeClaimTemplates: [{ metadata: secret({ labels: { 'cloison-dataset': 'results' } }) }] },
      },
    ],
  ])('is refused where a secret among %s claims something else', async (_, type, props) => {
    const { transform } = transformWith();
    await expect(transform(args(type, props))).rejects.toThrow('cloison-tag');
  });

  it('has both written into what the wire marks as secret', async () => {
    const { transform } = transformWith();
    const made = await transform(args('aws:s3/bucket:Bucket', { tags: { [signature]: sealed, value: { a: 'b' } } }));
    const value = { a: 'b', 'cloison-zone': 'private', 'cloison-dataset': 'accreditation-file' };
    expect(made!.props).toEqual({ tags: { [signature]: sealed, value } });
  });

  it('is not refused where what is secret claims the same', async () => {
    const { transform } = transformWith();
    const same = { tags: { 'cloison-dataset': secret('accreditation-file'), team: secret('hush') } };
    const made = await transform(args('aws:s3/bucket:Bucket', same));
    const tags = made!.props['tags'] as Record<string, { promise(): Promise<string>; isSecret: Promise<boolean> }>;
    expect(await tags['cloison-dataset']!.promise()).toBe('accreditation-file');
    expect(await tags['team']!.isSecret).toBe(true);
  });

  it('is refused when a tag cannot hold the id', async () => {
    const { asked, transform } = transformWith();
    const strict = inZone({ ...claim, dataset: 'Results' }, { judge: async () => [], language: 'en' });
    await expect(strict(args('gcp:storage/bucket:Bucket'))).rejects.toThrow('Results');
    await expect(transform(args('gcp:storage/bucket:Bucket'))).resolves.toBeDefined();
    expect(asked).toHaveLength(1);
  });
});

describe('what a program gives a resource', () => {
  const sig = '4dabf18193072939515e22adb298388d';
  it.each([
    ['a value', { a: [1, 'b', true, null] }, { a: [1, 'b', true, null] }],
    ['an output', { a: output('b') }, { a: 'b' }],
    ['a promise of an output', { a: Promise.resolve(output(['b'])) }, { a: ['b'] }],
    ['a secret', { a: secret('hush') }, { a: { $secret: true } }],
    [
      'a secret of the wire',
      { a: { [sig]: '1b47061264138c4ac30d75fd1eb44270', value: 'hush' } },
      { a: { $secret: true } },
    ],
    ['what nobody knows', { a: { __pulumiUnknown: true } }, { a: { $unknown: true } }],
    ['a function', { a: () => 'b' }, { a: { $unknown: true } }],
    ['code of a provider', { __provider: 'exports.handler', a: undefined }, {}],
  ])('settles %s', async (_, given, expected) => {
    expect(await settle(given)).toEqual(expected);
  });

  it('settles an asset without its content', async () => {
    expect(JSON.stringify(await settle({ a: new asset.StringAsset('hush') }))).not.toContain('hush');
  });

  it('ends in what has no end', async () => {
    const round: { again?: unknown } = {};
    round.again = round;
    expect(JSON.stringify(await settle(round))).toContain('$unknown');
  });
});
