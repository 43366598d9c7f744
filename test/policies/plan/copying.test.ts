import { describe, expect, it } from 'vitest';
import { subjectOf, type Dataset } from '../../../estate/index.ts';
import { estate, estateWith, findings, type Planned } from './planning.ts';

const control = 'residency/copies-follow-the-class';
const own = estate.zones['public']!;
const place = (region: string) => ({ s3: `https://s3.${region}.amazonaws.com`, region });
const zones = {
  ...estate.zones,
  cloud: { ...own, provider: 'aws', places: { frankfurt: place('eu-central-1'), paris: place('eu-west-3') } },
  abroad: { ...own, provider: 'aws', places: { virginia: place('us-east-1') } },
} as typeof estate.zones;
const dataset = (change: Partial<Dataset>): Dataset => ({
  ...estate.datasets['staffing-figures']!,
  lies: [],
  copies: [],
  mayLieIn: ['cloud'],
  ...change,
});
const datasetsWith = (more: Record<string, Dataset> = {}) => ({
  ...estate.datasets,
  people: dataset({ class: 'D2' }),
  secret: dataset({ class: 'D3' }),
  open: dataset({ class: 'D0' }),
  ...more,
});

const regions: Readonly<Record<string, string>> = {
  frankfurt: 'eu-central-1',
  paris: 'eu-west-3',
  virginia: 'us-east-1',
};
const bucket = (name: string, claims?: string, at = 'frankfurt', facts: object = {}): Planned => ({
  address: name,
  subject: subjectOf.bucket(at, name),
  region: regions[at]!,
  at: { provider: 'aws', place: at, zone: at === 'virginia' ? 'abroad' : 'cloud', ...(claims && { claims }) },
  facts,
});
const copyingTo = (...targets: string[]) => bucket('a', 'people', 'frankfurt', { replication: { targets } });
const told = (all: readonly Planned[], more: Record<string, Dataset> = {}, gone?: ReadonlySet<string>) =>
  findings(all, {}, { estate: estateWith({ zones, datasets: datasetsWith(more) }), ...(gone && { gone }) }).filter(
    (line) => line.startsWith(control),
  );
const refused = [`${control} deny replicates-elsewhere`];

describe('a copy to another store', () => {
  it.each([
    ['of the same dataset', bucket('b', 'people')],
    ['of a higher class', bucket('b', 'secret')],
    ['of another place', bucket('b', 'people', 'paris')],
  ])('follows the class to a container of the same change %s', (_what, target) => {
    expect(told([copyingTo('b'), target])).toEqual([]);
  });

  it('is looked for in the part of the provider where its name is the same store’s, and where nobody says which part', () => {
    const china = { ...own, provider: 'aws', places: { beijing: { s3: 'https://s3.cn', region: 'cn-north-1' } } };
    const declared = { people: dataset({ class: 'D2', lies: [subjectOf.bucket('beijing', 'b')] }) };
    const at = (more: object) => ({ ...zones, china, ...more }) as typeof estate.zones;
    const toldIn = (all: readonly Planned[], more: object = {}) =>
      findings(all, {}, { estate: estateWith({ zones: at(more), datasets: datasetsWith(declared) }) }).filter((line) =>
        line.startsWith(control),
      );
    expect(toldIn([copyingTo('b')])).toEqual(refused);
    expect(toldIn([copyingTo('b'), bucket('b', 'people')])).toEqual([]);
    const nowhere = { ...china, places: { beijing: { s3: 'https://s3.cn' } } };
    expect(toldIn([copyingTo('b'), bucket('b', 'people')], { china: nowhere })).toEqual(refused);
    const elsewhere = { ...zones['cloud']!, provider: 'scaleway' };
    expect(toldIn([copyingTo('b'), bucket('b', 'people')], { cloud: elsewhere })).not.toEqual([]);
  });

  it('is refused where the target claims less, nothing, or lies where the dataset may not', () => {
    expect(told([copyingTo('b'), bucket('b', 'open')])).toEqual(refused);
    expect(told([copyingTo('b'), bucket('b')])).toEqual(refused);
    expect(told([copyingTo('b'), bucket('b', 'no-such')])).toEqual(refused);
    expect(told([copyingTo('b'), bucket('b', 'people', 'virginia')])).toEqual(refused);
    // What the estate says of it wins over what the change claims.
    const open = dataset({ class: 'D0', lies: ['store://frankfurt/b'] });
    expect(told([copyingTo('b'), bucket('b', 'people')], { public: open })).toEqual(refused);
  });

  it('is refused where nobody shows the target, or two bear its name, and where one of several is unknown', () => {
    expect(told([copyingTo('b')])).toEqual(refused);
    expect(told([copyingTo('b'), bucket('b', 'people'), bucket('b', 'people', 'paris')])).toEqual(refused);
    expect(told([copyingTo('b', 'c'), bucket('b', 'people')])).toEqual(refused);
    expect(told([copyingTo('a')])).toEqual(refused);
  });

  it('follows the class to a container that the estate declares, unless the change takes it away', () => {
    const copies = [{ subject: 'store://frankfurt/b', kind: 'replica' as const }];
    const people = dataset({ class: 'D2', copies });
    expect(told([copyingTo('b')], { people })).toEqual([]);
    expect(told([copyingTo('b')], { people }, new Set(['store://frankfurt/b']))).toEqual(refused);
    // Declared is the prefix or the bucket, and nothing around it.
    expect(told([copyingTo('b')], { people: dataset({ class: 'D2', lies: ['store://frankfurt'] }) })).toEqual(refused);
    const abroad = [{ subject: 'store://virginia/b', kind: 'replica' as const }];
    expect(told([copyingTo('b')], { people: dataset({ class: 'D2', copies: abroad }) })).toEqual(refused);
  });

  it('names no store where names are not one thing, or where what copies is none', () => {
    const elsewhere = { ...zones, cloud: { ...zones['cloud']!, provider: 'cloud-eu' } };
    const all = [copyingTo('b'), bucket('b', 'people')].map((each) => ({
      ...each,
      at: { ...each.at, provider: 'cloud-eu' },
    }));
    const changed = { estate: estateWith({ zones: elsewhere, datasets: datasetsWith() }) };
    expect(findings(all, {}, changed).filter((line) => line.startsWith(control))).toEqual(refused);
    expect(told([{ ...copyingTo('b'), subject: 'plan://site/a' }, bucket('b', 'people')])).toEqual(refused);
  });
});

describe('a target under its own subject, whatever kind it is', () => {
  const stream = (claims?: string, at = 'frankfurt'): Planned => ({
    ...bucket('s', claims, at),
    subject: 'plan://site/s',
    kind: 'stream',
  });

  it('follows the class as a store does', () => {
    expect(told([copyingTo('plan://site/s'), stream('people')])).toEqual([]);
    expect(told([copyingTo('plan://site/s'), stream('secret')])).toEqual([]);
    for (const target of [stream('open'), stream(), stream('people', 'virginia')])
      expect(told([copyingTo('plan://site/s'), target])).toEqual(refused);
    expect(told([copyingTo('plan://site/s')])).toEqual(refused);
  });

  it('may hold logs and lists of names under a lower class, where the contents may lie', () => {
    const logged = 'metadata:plan://site/s';
    for (const claims of ['people', 'open']) expect(told([copyingTo(logged), stream(claims)])).toEqual([]);
    for (const target of [stream(), stream('people', 'virginia')])
      expect(told([copyingTo(logged), target])).toEqual(refused);
  });

  it('leaves logs undecided that go where neither the change nor the estate shows anything', () => {
    const open = [`${control} unknown fact-not-known`];
    for (const text of ['metadata:nobody', 'metadata:', 'metadata:plan://site/s'])
      expect(told([copyingTo(text)])).toEqual(open);
    expect(told([copyingTo('metadata:one', 'metadata:two')])).toEqual(open);
    const declared = { logs: dataset({ class: 'D1', lies: [subjectOf.bucket('frankfurt', 'nobody')] }) };
    expect(told([copyingTo('metadata:nobody')], declared)).toEqual([]);
    // What is known to be elsewhere is refused, whatever stands beside it.
    const abroad = { logs: dataset({ class: 'D1', lies: [subjectOf.bucket('virginia', 'nobody')] }) };
    expect(told([copyingTo('metadata:nobody')], abroad)).toEqual(refused);
    expect(told([copyingTo('metadata:nobody', 'metadata:other')], abroad)).toEqual(refused);
    expect(told([copyingTo('nobody')])).toEqual(refused);
    expect(told([copyingTo('nobody', 'metadata:nobody')])).toEqual(refused);
  });
});
