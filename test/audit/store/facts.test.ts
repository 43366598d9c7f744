import { describe, expect, test } from 'vitest';
import type { FactName, Grant, Place } from '../../../estate/index.ts';
import { observe, place, refusal, withCredentials, xml, type Answers } from './fake.ts';

withCredentials();

describe('what a configuration means', () => {
  const rule = (inner: string) => `<Rule>${inner}</Rule>`;
  test.each<[FactName, string, string, string, unknown]>([
    [
      'encryption',
      'encryption',
      'ServerSideEncryptionConfiguration',
      rule(
        '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>',
      ),
      { value: 'provider-key', algorithm: 'AES256' },
    ],
    [
      'encryption',
      'encryption',
      'ServerSideEncryptionConfiguration',
      rule(
        '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>',
      ),
      { value: 'provider-key', algorithm: 'aws:kms' },
    ],
    ['encryption', 'encryption', 'ServerSideEncryptionConfiguration', '', 'absent'],
    ['versioning', 'versioning', 'VersioningConfiguration', '<Status>Enabled</Status>', { value: 'on' }],
    ['versioning', 'versioning', 'VersioningConfiguration', '<Status>Suspended</Status>', { value: 'suspended' }],
    ['versioning', 'versioning', 'VersioningConfiguration', '<Status>Perhaps</Status>', 'unknown'],
    [
      'objectLock',
      'object-lock',
      'ObjectLockConfiguration',
      '<ObjectLockEnabled>Enabled</ObjectLockEnabled>',
      { value: 'off' },
    ],
    [
      'objectLock',
      'object-lock',
      'ObjectLockConfiguration',
      rule('<DefaultRetention><Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention>'),
      { value: 'compliance', days: 365 },
    ],
    [
      'objectLock',
      'object-lock',
      'ObjectLockConfiguration',
      rule('<DefaultRetention><Mode>GOVERNANCE</Mode><Days>7</Days></DefaultRetention>'),
      { value: 'governance', days: 7 },
    ],
    ['replication', 'replication', 'ReplicationConfiguration', '<Role/>', 'absent'],
    [
      'replication',
      'replication',
      'ReplicationConfiguration',
      rule('<Status>Enabled</Status><Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination>'),
      { targets: ['copy'] },
    ],
    [
      'replication',
      'replication',
      'ReplicationConfiguration',
      rule('<Status>Disabled</Status><Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination>'),
      'absent',
    ],
    [
      'lifecycle',
      'lifecycle',
      'LifecycleConfiguration',
      rule('<ID>a</ID><Status>Enabled</Status><Filter/><Expiration><Days>30</Days></Expiration>'),
      { rules: 1, expires: true },
    ],
    [
      'lifecycle',
      'lifecycle',
      'LifecycleConfiguration',
      rule('<ID>a</ID><Status>Disabled</Status><Filter/><Expiration><Days>30</Days></Expiration>'),
      { rules: 0, expires: false },
    ],
    [
      'tags',
      'tagging',
      'Tagging',
      '<TagSet><Tag><Key>owner</Key><Value>CANARY Durand</Value></Tag></TagSet>',
      { keys: ['owner'] },
    ],
  ])('%s of ?%s %s %s', async (fact, sub, root, inner, expected) => {
    const { said, text } = await observe((_path, query) => (query.has(sub) ? xml(root, inner) : undefined));
    const { state, value } = said(fact)!;
    expect(typeof expected === 'string' ? state : value).toEqual(expected);
    expect(text).not.toContain('CANARY');
  });
});

const grantsIn = (value: unknown): string[] =>
  ((value as { grants: Grant[] } | undefined)?.grants ?? []).map(
    ({ id, via, rights }) => `${id} ${via} ${rights.join('+')}`,
  );
const acl = (...grants: string[]) =>
  xml('AccessControlPolicy', `<Owner><ID>owner</ID></Owner><AccessControlList>${grants.join('')}</AccessControlList>`);
const grant = (id: string, permission: string) =>
  `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${id}</ID></Grantee><Permission>${permission}</Permission></Grant>`;
const policyOf = (...Statement: object[]) => ({ body: JSON.stringify({ Version: '2012-10-17', Statement }) });

describe('accounts of a Ceph gateway', () => {
  const rgw: Place = { ...place, identityPlane: { kind: 'rgw-admin-ops' } };
  const serve =
    (users: Readonly<Record<string, object | number>>, more: Answers = () => undefined): Answers =>
    (path, query, method) => {
      if (path === '/admin/metadata/bucket') return { body: '["b","hidden"]' };
      if (path === '/admin/bucket') return undefined;
      if (path !== '/admin/metadata/user') return more(path, query, method);
      const key = query.get('key');
      if (key === null) {
        // One name a page: the marker must be followed.
        const names = Object.keys(users);
        const at = Number(query.get('marker') ?? '0');
        return {
          body: JSON.stringify({
            keys: names.slice(at, at + 1),
            truncated: at + 1 < names.length,
            marker: String(at + 1),
          }),
        };
      }
      const user = users[key]!;
      return typeof user === 'number'
        ? { status: user }
        : {
            body: JSON.stringify({
              data: {
                keys: [{ access_key: `${key}-key`, secret_key: 'CANARYsecret' }],
                display_name: 'CANARY Durand',
                email: 'CANARY@x',
                ...user,
              },
            }),
          };
    };
  const see = async (users: Readonly<Record<string, object | number>>, more?: Answers) => {
    const seen = await observe(serve(users, more), {
      place: rgw,
      context: {
        whoIs: (_place: string, kind: string, name: string) => (kind === 's3-access-key' ? `op-${name}` : undefined),
      },
    });
    expect(seen.text).not.toContain('CANARY');
    return seen;
  };
  test('powers come from flags and capabilities, a suspended account has none, every page is read', async () => {
    const caps = (type: string, perm: string) => ({ caps: [{ type, perm }] });
    const { said } = await see({
      a: { system: true },
      b: { admin: 'true' },
      c: caps('users', 'read'),
      d: caps('usage', '*'),
      e: caps('buckets', 'write'),
      f: caps('buckets', 'read'),
      g: { system: true, suspended: 1 },
      h: 404,
      t$i: {},
    });
    expect(grantsIn(said('grants')?.value).map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual([
      'op-a-key system',
      'op-b-key admin',
      'op-c-key caps',
      'op-e-key caps',
    ]);
    expect(said('identities', 'place://oss')?.value).toEqual({ known: 7, unknown: 0 });
    expect(said('exists', 'store://oss/hidden')?.state).toBe('value');
  });

  test('owner, ACL, policy, tenant and foreign names', async () => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::t:user/i', 'arn:aws:iam:::user/nobody'] },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::b/*',
    };
    const deny = {
      Effect: 'Deny',
      Principal: { AWS: 'arn:aws:iam:::user/owner' },
      Action: 's3:*',
      Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
    };
    const { said } = await see({ owner: {}, friend: {}, t$i: {} }, (_path, query) => {
      if (query.has('policy')) return policyOf(statement, deny);
      return query.has('acl') ? acl(grant('friend', 'READ'), grant('friend', 'WRITE_ACP')) : undefined;
    });
    expect(grantsIn(said('grants')?.value)).toEqual([
      'identity-0 policy read',
      'op-friend-key acl list+read+admin',
      'op-t$i-key policy read',
    ]);
  });

  test('a plane that is refused in part, or holds a policy not understood, is not read at all', async () => {
    expect((await see({ a: {}, b: 403 })).said('grants')).toMatchObject({ state: 'denied' });
    const attribute = (key: string, val: string) => ({ attrs: [{ key, val }] });
    expect((await see({ a: attribute('user.rgw.user-policy', 'AQAAAP////8=') })).said('grants')).toMatchObject({
      state: 'unknown',
    });
    expect((await see({ a: attribute('user.rgw.managed-policy', 'AAAA') })).said('grants')).toMatchObject({
      state: 'unknown',
    });
    const text = (content: string) =>
      Buffer.concat([Buffer.from(new Uint32Array([content.length]).buffer), Buffer.from(content)]);
    const stored = (document: string) =>
      Buffer.concat([Buffer.from(new Uint32Array([1]).buffer), text('p'), text(document)]).toString('base64');
    const open = policyOf({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }).body;
    expect(grantsIn((await see({ a: attribute('user.rgw.user-policy', stored(open)) })).said('grants')?.value)).toEqual(
      ['op-a-key user-policy write'],
    );
    expect((await see({ a: attribute('user.rgw.user-policy', stored('{')) })).said('grants')).toMatchObject({
      state: 'unknown',
    });
  });

  test('papers that are refused leave the reach as they are: denied', async () => {
    for (const sub of ['policy', 'acl']) {
      const { said } = await see({ owner: {} }, (_path, query) =>
        query.has(sub) ? refusal(403, 'AccessDenied') : undefined,
      );
      expect(said('grants')).toMatchObject({ state: 'denied' });
    }
  });
});

describe('accounts of a Versity gateway', () => {
  const versity: Place = {
    ...place,
    identityPlane: { kind: 'versitygw-admin', endpoint: 'https://admin.example:8443' },
  };
  const account = (access: string, role: string) =>
    `<Accounts><Access>${access}</Access><Secret>CANARY&lt;Access&gt;x</Secret><Role>${role}</Role></Accounts>`;
  const see = (listed: string, more: Answers = () => undefined) =>
    observe(
      (path, query, method) =>
        path === '/list-users'
          ? { body: `<ListUserAccountsResult>${listed}</ListUserAccountsResult>` }
          : more(path, query, method),
      { place: versity },
    );
  test('root is who asks without being listed, or somebody besides when an administrator asks', async () => {
    const asRoot = await see(account('owner', 'user') + account('boss', 'admin'));
    expect(grantsIn(asRoot.said('grants')?.value)).toEqual(
      [
        'identity-1 admin list+read+write+delete+admin',
        'identity-2 root list+read+write+delete+admin',
        'identity-3 owner list+read+write+delete+admin',
      ].map((row) => row),
    );
    const asAdmin = await see(account('key', 'admin'));
    expect(grantsIn(asAdmin.said('grants')?.value).map((row) => row.split(' ')[1])).toEqual(['admin', 'root']);
    expect(asRoot.text + asAdmin.text).not.toContain('CANARY');
  });

  test('a policy replaces ACL and ownership', async () => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: 'reader' },
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::b',
    };
    const { said } = await see(account('owner', 'user') + account('reader', 'user'), (_path, query) =>
      query.has('policy') ? policyOf(statement) : undefined,
    );
    expect(grantsIn(said('grants')?.value).map((row) => row.split(' ').slice(1).join(' '))).toEqual([
      'root list+read+write+delete+admin',
      'policy list',
    ]);
  });
});
