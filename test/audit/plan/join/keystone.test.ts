import { expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, provider, read, resource } from '../telling.ts';

const day = { from: '2026-01-01' };
const auth = 'https://auth.example/v3';
const estate = estateOf(
  {
    private: {
      side: 'private',
      provider: 'integrator',
      country: 'FR',
      places: { swift: { keystone: auth, region: 'fr-1' }, rgw: { s3: 'https://rgw.example', region: 'fr-1' } },
    },
  },
  {
    operators: [{ id: 'op-1', employer: 'committee', worksIn: ['FR'], role: 'role:desk', ...day }] as never,
    identities: [
      { operator: 'op-1', place: 'swift', kind: 'openstack-user', name: 'u-desk', ...day },
      { operator: 'op-1', place: 'swift', kind: 'openstack-role', name: 'u-role', ...day },
    ] as never,
  },
);
const served = [
  provider({ auth_url: auth, region: 'fr-1' }, { key: 'openstack', name: 'openstack' }),
  provider({ minio_server: 'rgw.example', minio_ssl: true, minio_region: 'fr-1' }, { key: 'minio', name: 'minio' }),
];
const swift = resource({
  type: 'openstack_objectstorage_container_v1',
  name: 'c',
  provider: 'openstack',
  after: { name: 'people' },
});
const minio = resource({ type: 'minio_s3_bucket', name: 'b', provider: 'minio', after: { bucket: 'people' } });

async function grants(after: Properties, type = 'openstack_identity_role_assignment_v3') {
  const assignment = resource({ type, name: 'r', provider: 'openstack', after });
  const reading = await read([...served, swift, minio, assignment], { estate });
  const subjects = [...reading.planned.keys()].toSorted();
  const [row] = reading.rows.filter((each) => each.type === type);
  const at = (word: string) =>
    factIn(
      reading,
      subjects.find((each) => each.includes(word))!,
      'grants',
    );
  return { swift: at('//swift/'), minio: at('//rgw/'), end: row!.reason ?? row!.outcome };
}
const whole = [
  { who: 'operator', id: 'op-1', rights: ['list', 'read', 'write', 'delete', 'admin'], via: 'user-policy' },
];

it('a role in a project of Keystone reaches what that OpenStack holds, and nothing beside it', async () => {
  const known = await grants({ user_id: 'u-desk', project_id: 'p', role_id: 'r' });
  expect(known).toEqual({ swift: { grants: whole }, minio: 'unsupported', end: 'judged' });
  const inherited = 'openstack_identity_inherit_role_assignment_v3';
  expect((await grants({ user_id: 'u-desk', domain_id: 'd', role_id: unknownLeaf }, inherited)).swift).toEqual({
    grants: whole,
  });
});

it('given to a group, to somebody else or to whom only apply knows, nobody knows who is reached', async () => {
  for (const after of [
    { group_id: 'u-desk', role_id: 'r' },
    { user_id: 'u-role', role_id: 'r' },
    { user_id: 'somebody', role_id: 'r' },
    { user_id: unknownLeaf, role_id: unknownLeaf },
  ])
    expect(await grants(after)).toEqual({ swift: 'unknown', minio: 'unsupported', end: 'judged' });
});
