/** The pack as Pulumi runs it: a process of its own, asked over gRPC. Of its parts only what it judges by is imported here. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunError } from '@pulumi/pulumi';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogueOf, committedEngine } from '../../../policies/index.ts';
import { groundAt } from '../../../stacks/pack/ground.ts';
import { checkout, packFolder, startPack, unknownText, type Analysed, type Started } from './analyzer.ts';

const estate = join(checkout, 'stacks/sample/estate');
const folder = mkdtempSync(join(tmpdir(), 'cloison-pack-'));
let pack: Started;
beforeAll(async () => {
  pack = await startPack(packFolder, checkout, { CLOISON_ESTATE: estate });
}, 120_000);
afterAll(async () => {
  await pack.stop();
  rmSync(folder, { recursive: true });
});

const aws = (props: object) => ({ type: 'pulumi:providers:aws', props: { ...props } });
const paris = aws({ region: 'eu-private', endpoints: JSON.stringify([{ s3: 'https://rgw.estuaire.example' }]) });
const cluster = { type: 'pulumi:providers:kubernetes', props: { context: 'private' } };
const tagged = (dataset: string) => ({ tags: { 'cloison-dataset': dataset } });
const bucket = (name: string, props: object, provider = aws({ region: 'eu-west-3' })): Analysed => ({
  type: 'aws:s3/bucket:Bucket',
  name,
  props: { bucket: name, ...props },
  provider,
});
const abroad = bucket('photos', tagged('accreditation-file'), aws({ region: 'ap-southeast-1' }));

describe('the process', () => {
  it('says its port to standard output, and nothing else', () => {
    expect(pack.stdout()).toMatch(/^\d+\n$/);
  });

  it('states every control that a plan can meet, each mandatory, by its own id', async () => {
    const { name, version, policies } = await pack.info();
    expect([name, version]).toEqual([
      'cloison',
      JSON.parse(readFileSync(join(packFolder, 'package.json'), 'utf8')).version,
    ]);
    const names = policies.map((each) => each.name);
    const placed = catalogueOf(committedEngine()).filter(
      ({ kinds, phases }) => kinds.includes('bucket') && (phases?.includes('plan') ?? true),
    );
    expect(placed.length).toBeGreaterThan(5);
    expect(names).toEqual(expect.arrayContaining(placed.map(({ id }) => id)));
    expect(new Set(policies.map(({ level }) => level))).toEqual(new Set([1]));
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuses to start without what it can judge by, in the language of who started it and with no trace of calls', async () => {
    const env = { CLOISON_ESTATE: estate, CLOISON_TRUST: 'trust.json', LANG: 'fr_FR.UTF-8' };
    const said = await startPack(packFolder, checkout, env).catch(String);
    expect(said).toMatch(/CLOISON_TRUST vaut «\u00A0trust\.json\u00A0», un chemin relatif/);
    expect(said).not.toMatch(/^\s+at |exception/m);
  }, 120_000);
});

it('refuses to start without an estate', async () => {
  vi.stubEnv('CLOISON_ESTATE', '');
  await expect(import('../../../stacks/pack/pack.ts')).rejects.toThrow('needs an estate');
  vi.unstubAllEnvs();
}, 60_000);

describe('what it judges by', () => {
  const groundOf = (path: string, trust?: string) =>
    groundAt({ estate: path, language: 'en', now: '2026-06-01T10:00:00.000Z', ...(trust && { trust }) });

  it('is refused with each problem and its place where the estate is wrong', () => {
    cpSync(estate, folder, { recursive: true });
    const path = join(folder, 'estate.yaml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('country: DE', 'country: Germany').replace('side: public', 'side: left'),
    );
    expect(() => groundOf(folder)).toThrow(/^The estate at [^]*2 problems:[^]*estate\.yaml:\d+:\d+/);
  });

  it('is refused where the estate or the trust document is not there, or the latter is none', () => {
    expect(() => groundOf(join(folder, 'nowhere'))).toThrow(/nowhere has a problem:[^]*is not there/);
    expect(() => groundOf(estate, join(folder, 'trust.json'))).toThrow(/trust\.json cannot be read/);
    expect(() => groundOf(estate, join(checkout, 'package.json'))).toThrow(/package\.json has \d+ problems:\n/);
  });

  it('is thrown as an error that Pulumi prints without a trace of calls', () => {
    let thrown: unknown;
    try {
      groundOf(join(folder, 'nowhere'));
    } catch (error) {
      thrown = error;
    }
    expect(RunError.isInstance(thrown)).toBe(true);
  });
});

describe('a resource', () => {
  it('abroad is refused at once, by place and by host, with control, article and what to do', async () => {
    const found = await pack.analyze(abroad);
    expect(found.map(({ policy }) => policy)).toEqual(
      expect.arrayContaining([
        'residency/personal-data-stays-in-the-eea',
        'sovereignty/protected-data-is-under-eu-control',
      ]),
    );
    expect(found.every(({ level }) => level === 'mandatory')).toBe(true);
    const eea = found.find(({ policy }) => policy === 'residency/personal-data-stays-in-the-eea')!;
    expect(eea.message).toMatch(/SG[\s\S]*GDPR 44[\s\S]*To do: Move/);
    expect(eea.urn).toMatch(/::photos$/);
  });

  it.each<[string, Analysed]>([
    ['a bucket on the private store', bucket('file', tagged('accreditation-file'), paris)],
    [
      'a type that holds nothing',
      { type: 'aws:ec2/vpc:Vpc', name: 'net', props: {}, provider: aws({ region: 'eu-west-3' }) },
    ],
    [
      'a claim in the private cluster',
      {
        type: 'kubernetes:core/v1:PersistentVolumeClaim',
        name: 'photos',
        provider: cluster,
        props: {
          metadata: {
            name: 'photos',
            namespace: 'accreditation',
            labels: { 'cloison-dataset': 'accreditation-photos' },
          },
        },
      },
    ],
    ['a provider', { type: 'pulumi:providers:aws', name: 'main', props: { region: 'ap-southeast-1' } }],
    ['the stack', { type: 'pulumi:pulumi:Stack', name: 'stack', props: {} }],
    ['a component', { type: 'app:index:Site', name: 'site', props: {} }],
  ])('passes: %s', async (_, resource) => {
    expect(await pack.analyze(resource)).toEqual([]);
  });

  it.each<[string, Analysed, RegExp]>([
    ['its region', bucket('b', { ...tagged('accreditation-file'), region: unknownText }, aws({})), /the location/],
    [
      'the region of its provider',
      bucket('b', tagged('accreditation-file'), aws({ region: unknownText })),
      /the location/,
    ],
    ['that nobody says its region', bucket('b', tagged('accreditation-file'), aws({})), /the location/],
    [
      'a type',
      { type: 'aws:nowhere/thing:Thing', name: 't', props: {}, provider: aws({}) },
      /aws:nowhere\/thing:Thing/,
    ],
  ])('is refused, never advised, where nobody knows %s', async (_, resource, says) => {
    const found = await pack.analyze(resource);
    const unknown = found.filter(({ message }) => says.test(message));
    expect(unknown.length).toBeGreaterThan(0);
    expect(found.map(({ level }) => level)).toEqual(found.map(() => 'mandatory'));
    expect(unknown.every(({ message }) => message.includes('To do: '))).toBe(true);
  });

  it.each([
    ['a value', unknownText],
    ['a whole map', 'dd056dcd-154b-4c76-9bd3-c8f88648b5ff'],
    ['a list', '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2'],
    ['a number', '3eeb2bf0-c639-47a8-9e75-3b44932eb421'],
  ])('that holds %s nobody knows is judged all the same', async (_, sentinel) => {
    const found = await pack.analyze({
      ...abroad,
      props: { ...abroad.props, website: { deep: [sentinel] }, serverSideEncryptionConfiguration: sentinel },
    });
    expect(found.map(({ policy, level }) => `${level} ${policy}`)).toContain(
      'mandatory residency/personal-data-stays-in-the-eea',
    );
    expect(found.filter(({ level }) => level !== 'mandatory')).toEqual([]);
  });

  it('steers no terminal with what it says', async () => {
    const hostile = { ...bucket('b', {}), type: 'aws:a/b:C\u001B[2J' };
    for (const { message } of await pack.analyze(hostile)) expect(message).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('a stack', () => {
  const good = (name: string) => bucket(name, tagged('accreditation-file'), paris);

  it('is refused for what siblings could have said and did not', async () => {
    const alone = bucket('photos', tagged('accreditation-file'), aws({ region: 'eu-west-3' }));
    const found = await pack.analyzeStack([alone]);
    expect(found.map(({ policy }) => policy)).toContain('keys/keys-are-held-outside-the-provider');
    expect(found.every(({ level, urn }) => level === 'mandatory' && urn.endsWith('::photos'))).toBe(true);
  });

  it('is refused where a part configures what is not there', async () => {
    const part = {
      type: 'aws:s3/bucketPolicy:BucketPolicy',
      name: 'p',
      props: { bucket: 'elsewhere', policy: '{}' },
      provider: paris,
    };
    expect(await pack.analyze(part)).toEqual([]);
    const found = await pack.analyzeStack([good('a'), part]);
    expect(found.filter(({ urn }) => urn.endsWith('::p')).map(({ level }) => level)).toEqual(['mandatory']);
  });

  it.each([0, 1, 2, 3, 4])('is refused for one bad bucket among good ones, at position %i', async (at) => {
    const all = Array.from({ length: 5 }, (_, each) => (each === at ? abroad : good(`good-${each}`)));
    const found = await pack.analyzeStack(all);
    const eea = found.filter(({ message }) => message.includes('residency/personal-data-stays-in-the-eea'));
    expect(eea.map(({ urn, level }) => `${level} ${urn.split('::').at(-1)}`)).toEqual(['mandatory photos']);
  });
});
