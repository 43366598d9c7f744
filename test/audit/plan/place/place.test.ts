import { expect, it } from 'vitest';
import { providerOfEndpoint, regionOf, regionOfZone } from '../../../../audit/plan/place/region.ts';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { subjectOf } from '../../../../estate/index.ts';
import { estateOf, factIn, inputTold, paris, provider, read, resource } from '../telling.ts';

const bucket = (after: Properties = {}, key = 'aws') =>
  resource({ type: 'aws_s3_bucket', name: 'b', provider: key, after: { bucket: 'photos', ...after } });
async function placeOf(...told: readonly Told[]) {
  const reading = await read(told);
  const { subject } = reading.rows.find(({ outcome }) => outcome === 'judged')!;
  return { location: factIn(reading, subject!, 'location'), subject, planned: reading.planned.get(subject!) };
}
const inParis = provider({ region: 'eu-west-3' });

it('believes the resource before its provider, the provider before the stack, and nothing before a guess', async () => {
  expect((await placeOf(inParis, bucket({ region: 'eu-north-1' }))).location).toEqual({ region: 'eu-north-1' });
  expect((await placeOf(inParis, bucket())).location).toEqual({ region: 'eu-west-3' });
  expect((await placeOf(bucket())).location).toBe('unknown');
  expect((await placeOf(provider({ region: unknownLeaf }), bucket())).location).toBe('unknown');
  expect((await placeOf(inParis, bucket({ region: unknownLeaf }))).location).toBe('unknown');
});

it('gives settings of the stack to Pulumi’s default providers only', async () => {
  const setting: Told = { tell: 'setting', input: 'plan.json', key: 'aws:region', value: 'eu-west-3' };
  const own = (key: string | undefined) =>
    resource({ type: 'aws:s3/bucket:Bucket', provider: key, after: { bucket: 'photos' } });
  const urn = 'urn:pulumi:s::p::pulumi:providers:aws::';
  expect((await placeOf(setting, own(`${urn}default_7_48_0`))).location).toEqual({ region: 'eu-west-3' });
  expect((await placeOf(setting, own(`${urn}default`))).location).toEqual({ region: 'eu-west-3' });
  expect((await placeOf(setting, own(`${urn}abroad`))).location).toBe('unknown');
  expect((await placeOf(setting, own(`${urn}default_8_0_0_alpha_1`))).location).toEqual({ region: 'eu-west-3' });
  for (const name of ['default-looking', 'default_us', 'default_8_us', 'default_'])
    expect((await placeOf(setting, own(urn + name))).location).toBe('unknown');
});

it('takes a store of one’s own by its endpoint, whatever plug-in speaks to it', async () => {
  const rgw = provider({ region: 'us-east-1', endpoints: [{ s3: 'https://RGW.example:443/' }] });
  expect(await placeOf(rgw, bucket())).toMatchObject({
    subject: subjectOf.bucket('rgw', 'photos'),
    planned: { provider: 'integrator', zone: 'private', place: 'rgw' },
  });
  const pulumi = provider({ endpoints: '[{"s3":"https://rgw.example"}]' }, { key: 'p' });
  const own = resource({ type: 'aws:s3/bucket:Bucket', provider: 'p', after: { bucket: 'photos' } });
  expect((await placeOf(pulumi, own)).planned).toEqual({ provider: 'integrator', zone: 'private', place: 'rgw' });
  expect((await placeOf(pulumi, own)).location).toBe('unsupported');
});

it('knows no provider where an endpoint is nobody’s, or known only after apply: Amazon’s name is not believed', async () => {
  for (const s3 of ['https://store.example', unknownLeaf]) {
    const there = await placeOf(provider({ region: 'eu-west-3', endpoints: [{ s3 }] }), bucket());
    expect(there.planned).toEqual({});
    expect(there.subject).toMatch(/^plan:/);
  }
  const reading = await read([provider({ endpoints: [{ s3: 'https://store.example' }] }), bucket()]);
  expect(factIn(reading, reading.rows[0]!.subject!, 'encryption')).toBe('unsupported');
  expect(factIn(reading, reading.rows[0]!.subject!, 'replication')).toBe('unsupported');
});

it('chooses none of several endpoints, whatever block or name of the service says the other', async () => {
  const [ours, other] = ['https://rgw.example', 'https://store.example'];
  const all = [[{ s3: ours }, { s3: other }], [{ s3: ours, s3api: other }], [{ s3: ours }, { s3api: unknownLeaf }]];
  for (const endpoints of all)
    expect((await placeOf(provider({ region: 'eu-private', endpoints }), bucket())).planned).toEqual({});
  for (const endpoints of [[{ s3: ours }, { s3: ours, s3api: '' }], [{ s3api: ours }]])
    expect((await placeOf(provider({ endpoints }), bucket())).planned).toMatchObject({ place: 'rgw' });
});

it.each([
  ['https://s3.eu-west-3.amazonaws.com', 'aws', 'eu-west-3'],
  ['https://photos.s3.cn-north-1.amazonaws.com.cn', 'aws', 'cn-north-1'],
  ['s3.fr-par.scw.cloud', 'scaleway', 'fr-par'],
  ['https://s3.gra.io.cloud.ovh.net/', 'ovh', 'gra'],
  ['https://oos.cloudgouv-eu-west-1.outscale.com', 'outscale', 'cloudgouv-eu-west-1'],
  ['https://sos-ch-gva-2.exo.io', 'exoscale', 'ch-gva-2'],
  ['https://oss-eu-central-1-internal.aliyuncs.com', 'alibaba', 'eu-central-1'],
  ['https://iam.eu-de.otc.t-systems.com/v3', 'open-telekom-cloud', 'eu-de'],
])('knows %s', (endpoint, its, region) => {
  expect(providerOfEndpoint(endpoint)).toEqual({ provider: its, region });
});

it('is not taken in by a host that only looks like a provider’s', () => {
  for (const endpoint of [
    'https://s3.eu-west-3.amazonaws.com.example',
    'https://s3.eu-west-3.amazonaws.com@store.example',
    'https://xs3.fr-par.scw.cloud.example',
    'http://127.0.0.1:9000',
    'not a host',
  ])
    expect(providerOfEndpoint(endpoint)).toBeUndefined();
});

it('derives regions of zones, and of no zone that may lie in another country than its region', () => {
  expect(regionOfZone('aws', 'eu-west-3a').value).toBe('eu-west-3');
  expect(regionOfZone('gcp', 'europe-west9-b').value).toBe('europe-west9');
  expect(regionOfZone('alibaba', 'cn-hangzhou-b').value).toBe('cn-hangzhou');
  expect(regionOfZone('scaleway', 'fr-par-2').value).toBe('fr-par');
  for (const local of ['us-east-1-bue-1a', 'us-east-1-wl1-bos-wlz-1', '', 'eu'])
    expect(regionOfZone('aws', local).state).toBe('unknown');
});

it('spells regions as the facts do, and takes no set of regions for one', () => {
  expect(regionOf('azure', 'France Central').value).toBe('francecentral');
  expect(regionOf('gcp', 'EUROPE-WEST9').value).toBe('europe-west9');
  expect(regionOf('alibaba', 'oss-eu-central-1').value).toBe('eu-central-1');
  expect(regionOf('ovh', 'GRA11').value).toBe('GRA');
  for (const several of ['US', 'ASIA', 'eur5', 'global']) expect(regionOf('gcp', several).state).toBe('unknown');
  for (const listed of ['EU', 'EUR4', 'nam4']) expect(regionOf('gcp', listed).value).toBe(listed.toLowerCase());
  expect(regionOf('gcp', 'EUROPE-WEST4+europe-west1').value).toBe('europe-west1+europe-west4');
  expect(regionOf('gcp', 'europe-west1+EUROPE-WEST1').value).toBe('europe-west1');
  for (const dark of ['europe-west1+US', 'europe-west1+', '+']) expect(regionOf('gcp', dark).state).toBe('unknown');
  expect(regionOf('aws', ' ').state).toBe('unknown');
});

it('names a sovereign partition by its own operator', async () => {
  expect((await placeOf(provider({ region: 'eusc-de-east-1' }), bucket())).planned).toEqual({ provider: 'aws-eusc' });
});

it('chooses neither place nor zone where two match', async () => {
  const twice = estateOf({
    one: { ...paris.zones['public']!, places: { a: { s3: 'https://a.example', region: 'eu-west-3' } } },
    two: { ...paris.zones['public']!, places: { b: { s3: 'https://b.example', region: 'eu-west-3' } } },
  });
  const reading = await read([inputTold(), inParis, bucket()], { estate: twice });
  expect(reading.rows[0]!.subject).toBe(subjectOf.planned('plan.json', 'aws_s3_bucket.b'));
  expect([...reading.planned.values()]).toEqual([{ provider: 'aws' }]);
});

it('places a block volume in a zone, which no place of the estate holds', async () => {
  const volume = resource({ type: 'aws_ebs_volume', after: { availability_zone: 'eu-west-3b', encrypted: true } });
  expect((await placeOf(inParis, volume)).planned).toEqual({ provider: 'aws', zone: 'public' });
});

it('names our own bucket of a store by its endpoint, and judges the policy it is given', async () => {
  const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
  const own = resource({
    type: 'pulumi-nodejs:dynamic/store:Bucket',
    provider: 'urn:pulumi:s::p::pulumi:providers:pulumi-nodejs::default',
    after: {
      bucket: 'photos',
      endpoint: 'https://rgw.example',
      region: 'eu-private',
      policy: JSON.stringify({ Statement: [open] }),
      tags: { 'cloison-dataset': 'results' },
    },
  });
  const reading = await read([own]);
  const subject = subjectOf.bucket('rgw', 'photos');
  expect(reading.planned.get(subject)).toEqual({
    provider: 'integrator',
    zone: 'private',
    place: 'rgw',
    claims: 'results',
  });
  expect(factIn(reading, subject, 'location')).toEqual({ region: 'eu-private' });
  expect(factIn(reading, subject, 'publicRead')).toEqual({ value: true, via: 'policy' });
});

it('knows no region where a provider names one and a zone of another', async () => {
  const disk = resource({ type: 'google_compute_disk', provider: 'g', after: { name: 'd' } });
  const google = (values: Properties) => placeOf(provider(values, { key: 'g', name: 'google' }), disk);
  expect((await google({ region: 'europe-west9', zone: 'europe-west9-b' })).location).toEqual({
    region: 'europe-west9',
  });
  expect((await google({ zone: 'europe-west9-b' })).location).toEqual({ region: 'europe-west9' });
  expect((await google({ region: 'europe-west9', zone: 'us-central1-a' })).location).toBe('unknown');
  expect((await google({ region: 'europe-west9', zone: unknownLeaf })).location).toBe('unknown');
});

it('asks each service of Amazon for its own endpoint, under every name that it has', async () => {
  const queue = resource({ type: 'aws_sqs_queue', after: { name: 'q' } });
  const domain = resource({ type: 'aws_opensearch_domain', after: { domain_name: 'd' } });
  const at = (endpoint: Properties, asked: typeof queue) =>
    placeOf(provider({ region: 'eu-west-3', endpoints: [endpoint] }), asked);
  expect((await at({ sqs: 'https://queue.example' }, queue)).planned).toEqual({});
  expect((await at({ s3: 'https://store.example' }, queue)).planned).toMatchObject({ provider: 'aws' });
  for (const name of ['opensearch', 'es', 'elasticsearch'])
    expect((await at({ [name]: 'https://search.example' }, domain)).planned, name).toEqual({});
});
