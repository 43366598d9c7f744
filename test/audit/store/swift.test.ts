import { describe, expect, it } from 'vitest';
import type { Grant, Place } from '../../../estate/index.ts';
import { observe, place, refusal, withCredentials, xml } from './fake.ts';

withCredentials();
const rgw: Place = { ...place, identityPlane: { kind: 'rgw-admin-ops' } };
const kinds = { account: 0, email: 1, group: 2, unknown: 3, referrer: 4 };
/** As the administration of Ceph 16.2 writes it. */
const row = (type: keyof typeof kinds, flags: number, more: object = {}) => ({
  id: '',
  grant: {
    type: { type: kinds[type] },
    id: '',
    email: '',
    permission: { flags },
    name: '',
    group: 0,
    url_spec: '',
    ...more,
  },
});
const owner = row('account', 15, { id: 'owner' });
const shown = (...grants: object[]) =>
  JSON.stringify({ acl: { acl_group_map: [], grant_map: [owner, ...grants] }, owner: { id: 'owner' } });

async function seen(reply: string | number, more: { where?: Place; block?: boolean; acl?: string } = {}) {
  const { said, text } = await observe(
    (path, query) => {
      if (path === '/admin/bucket') return typeof reply === 'number' ? refusal(reply, 'AccessDenied') : { body: reply };
      if (path === '/admin/metadata/user')
        return { body: JSON.stringify(query.has('key') ? { data: { keys: [] } } : { keys: [], truncated: false }) };
      if (more.block === true && query.has('publicAccessBlock'))
        return xml('PublicAccessBlockConfiguration', '<IgnorePublicAcls>true</IgnorePublicAcls>');
      if (more.acl !== undefined && query.has('acl')) return xml('AccessControlPolicy', more.acl);
      return undefined;
    },
    { place: more.where ?? rgw },
  );
  const fact = (name: 'publicRead' | 'publicWrite') => {
    const one = said(name)!;
    return (one.value as { value: boolean } | undefined)?.value ?? `${one.state} ${one.origin.code}`;
  };
  const grants = (said('grants')!.value as { grants: Grant[] } | undefined)?.grants;
  return { read: fact('publicRead'), write: fact('publicWrite'), grants: grants ?? said('grants')!.state, text };
}

describe('what Swift gave on a bucket of a Ceph gateway', () => {
  it('is public where a referrer is named, be it one of one’s own: anybody writes that header', async () => {
    for (const url_spec of ['*', 'site.example', '.example', '']) {
      const { read, write } = await seen(shown(row('referrer', 16, { url_spec })));
      expect([url_spec, read, write]).toEqual([url_spec, true, false]);
    }
    const refused = row('referrer', 0, { url_spec: 'thief.example' });
    expect((await seen(shown(refused))).read).toBe(false);
    expect((await seen(shown(refused, row('referrer', 16, { url_spec: '*' })))).read).toBe(true);
  });

  it('is public where a group is named, to read and to write', async () => {
    expect(await seen(shown(row('group', 16, { group: 1 })))).toMatchObject({ read: true, write: false });
    expect(await seen(shown(row('group', 48, { group: 2 })))).toMatchObject({ read: true, write: true });
    expect(await seen(shown(row('account', 32, { id: '*:*' })))).toMatchObject({ read: false, write: true });
    expect((await seen(shown(row('referrer', 16)), { block: true })).read).toBe(true);
  });

  it('is not public where accounts are named, and listings alone name nobody', async () => {
    for (const each of [
      row('account', 48, { id: 'bob' }),
      row('account', 16, { id: '.rlistings' }),
      row('account', 15, { id: 'x' }),
    ])
      expect(await seen(shown(each))).toMatchObject({ read: false, write: false });
    expect((await seen(shown())).text).not.toContain('grant_map');
  });

  it('is unknown where it is refused or not understood, and hides nothing that S3 shows', async () => {
    for (const reply of [
      403,
      '<html>',
      '[]',
      '{"acl":{}}',
      shown(row('email', 16, { email: 'a@b.example' })),
      shown(row('unknown', 16)),
      shown(row('group', 16, { group: 7 })),
      shown(row('account', 16)),
      shown({ grant: { type: { type: 4 } } }),
      shown({}),
    ]) {
      const { read, write, grants } = await seen(reply);
      expect([reply, read]).toEqual([reply, reply === 403 ? 'denied 403 Status403' : 'unknown 200 swift-acl']);
      expect(write).toBe(read);
      expect(grants).not.toBeInstanceOf(Array);
    }
    const all = 'http://acs.amazonaws.com/groups/global/AllUsers';
    const acl = `<Owner><ID>owner</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>${all}</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList>`;
    expect((await seen(403, { acl })).read).toBe(true);
  });
});

it('is not asked of a store without Swift, and unknown beside a Keystone that nobody administers', async () => {
  const open = shown(row('referrer', 16));
  expect((await seen(open, { where: place })).read).toBe(false);
  const keystone = 'https://auth.example/v3';
  expect((await seen(open, { where: { ...place, keystone } })).read).toBe('unknown swift-not-read');
  expect((await seen(open, { where: { ...rgw, keystone } })).read).toBe(true);
});
