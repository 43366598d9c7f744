import { expect, it } from 'vitest';
import type { Properties } from '../../../../audit/plan/told.ts';
import { estateOf, paris, provider, read, resource } from '../telling.ts';

const own = paris.zones['public']!;
const keystone = 'https://auth.paris.example/v3';
const zones = {
  ...paris.zones,
  google: {
    ...own,
    provider: 'gcp',
    places: { gcs: { s3: 'https://storage.googleapis.com', region: 'europe-west9' } },
  },
  swift: {
    ...own,
    provider: 'integrator',
    places: {
      one: { keystone, region: 'one', s3: 'https://rgw.paris.example' },
      two: { keystone: `${keystone}/`, region: 'two' },
    },
  },
};
const identity = (operator: string, place: string, kind: string, name: string) => ({
  operator,
  place,
  kind,
  name,
  from: '2026-01-01',
});
const estate = estateOf(zones, {
  operators: ['op-1', 'op-2'].map((id) => ({ id, employer: 'committee', worksIn: 'FR', role: 'desk' })) as never,
  identities: [
    identity('op-1', 'gcs', 'google-principal', 'user:desk@committee.example'),
    identity('op-1', 's3-paris', 'aws-principal', 'arn:aws:iam::111111111111:role/desk'),
    identity('op-1', 'two', 'openstack-user', 'u-1'),
    identity('op-2', 'one', 'openstack-project', 'p-2'),
    identity('op-1', 'one', 'openstack-role', 'reader'),
    identity('op-1', 'one', 'openstack-user', 'twice'),
    identity('op-2', 'two', 'openstack-user', 'twice'),
  ] as never,
});
type Resource = ReturnType<typeof resource>;

async function reach(...all: readonly (Resource | ReturnType<typeof provider>)[]) {
  const { collection, planned } = await read(all, { estate });
  const [[subject, at]] = [...planned] as [[string, object]];
  const grants = collection.observations.find((each) => each.subject === subject && each.fact === 'grants')!;
  const value = grants.value as { grants: { id: string }[] } | undefined;
  return { subject, at, who: value?.grants.map(({ id }) => id) ?? grants.state };
}

it('a member of Google’s bindings is known by the name that the binding gives, in stores and in warehouses', async () => {
  const served = provider({ region: 'europe-west9' }, { key: 'g', name: 'google' });
  const bucket = resource({
    type: 'google_storage_bucket',
    provider: 'g',
    after: { name: 'p', location: 'EUROPE-WEST9' },
  });
  const table = resource({
    type: 'google_bigquery_dataset',
    provider: 'g',
    after: { dataset_id: 'p', location: 'europe-west9' },
  });
  const member = (type: string, by: string, who: string) =>
    resource({ type, provider: 'g', after: { [by]: 'p', member: who } });
  const ofStore = (who: string) => reach(served, bucket, member('google_storage_bucket_iam_member', 'bucket', who));
  const ofTable = (who: string) =>
    reach(served, table, member('google_bigquery_dataset_iam_member', 'dataset_id', who));
  for (const of of [ofStore, ofTable]) {
    expect((await of('user:desk@committee.example')).who).toEqual(['op-1']);
    expect((await of('user:desk@elsewhere.example')).who).toBe('unknown');
  }
});

it('a principal of AWS is known by its whole name, in every place of AWS and in no other', async () => {
  const policy = (principal: string) =>
    JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 's3:*', Resource: '*' }] });
  const bucket = (who: string, region: string) => [
    provider({ region }),
    resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos', policy: policy(who) } }),
  ];
  const desk = 'arn:aws:iam::111111111111:role/desk';
  expect((await reach(...bucket(desk, 'eu-west-3'))).who).toEqual(['op-1']);
  expect((await reach(...bucket(desk, 'eu-central-1'))).who).toEqual(['op-1']);
  expect((await reach(...bucket('arn:aws:iam::222222222222:role/desk', 'eu-west-3'))).who).toBe('unknown');
});

const cloud = (auth: string, region = 'one') => provider({ auth_url: auth, region }, { key: 'o', name: 'openstack' });
const container = (after: Properties = {}) =>
  resource({ type: 'openstack_objectstorage_container_v1', provider: 'o', after: { name: 'photos', ...after } });

it('a change that an identity service of the estate serves lies where the audit sees it, region by region', async () => {
  expect(await reach(cloud(keystone), container())).toMatchObject({
    subject: 'store://one/photos',
    at: { place: 'one', zone: 'swift', provider: 'integrator' },
  });
  expect((await reach(cloud(keystone, 'two'), container())).subject).toBe('store://two/photos');
  expect((await reach(cloud(keystone, 'three'), container())).at).not.toHaveProperty('place');
  expect((await reach(cloud('https://auth.lyon.example/v3'), container())).at).not.toHaveProperty('place');
  const volume = resource({ type: 'openstack_blockstorage_volume_v3', provider: 'o', after: { id: 'v', size: 1 } });
  expect((await reach(cloud(keystone), volume)).at).toEqual({ zone: 'swift' });
  expect((await reach(cloud(keystone, 'two'), volume)).at).toMatchObject({ place: 'two', zone: 'swift' });
});

it('an access list of Swift names users, projects and roles of the identity service, one by one', async () => {
  const list = async (container_read: string) => (await reach(cloud(keystone), container({ container_read }))).who;
  expect(await list('p-9:u-1')).toEqual(['op-1']);
  expect(await list('*:u-1, p-2:*')).toEqual(['op-1', 'op-2']);
  expect(await list('reader,.rlistings')).toEqual(['op-1']);
  for (const stranger of ['p-9:u-9', '*:*', 'p-9:*', 'writer', 'p-2:*,p-9:*', 'a:b:c', 'twice:twice'])
    expect(await list(stranger), stranger).toBe('unknown');
  for (const door of ['.r:*', '.r:site.example', '.referrer:-site.example'])
    expect(await list(door), door).toBe('unsupported');
});
