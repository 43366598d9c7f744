import * as S3 from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '../../../audit/index.ts';
import { AUDITOR_CAPS, start, type Ceph } from '../ceph/start.ts';
import { describeEngine } from '../describeEngine.ts';
import { s3Client, type Credentials } from '../s3Client.ts';
import { collected, writeProfiles, type Collected } from './support.ts';

const alice = { uid: 'alice', access: 'alicekey', secret: 'CANARYalice' };
const bob = { uid: 'bob', access: 'bobkey', secret: 'CANARYbob' };
const carol = { uid: 'carol', access: 'carolkey', secret: 'CANARYcarol' };
const dave = { uid: 'dave', access: 'davekey', secret: 'CANARYdave', caps: 'users=*;user-policy=*' };
const auditor = { uid: 'auditor', access: 'auditorkey', secret: 'CANARYauditor', caps: AUDITOR_CAPS };

/** Lists that Swift's interface of the same gateway writes: the S3 interface shows none of them. */
const swiftLists = [
  ['swift-all', '.r:*,.rlistings'],
  ['swift-host', '.r:site.example'],
  ['swift-blocked', '.r:site.example'],
  ['swift-bob', 'bob'],
] as const;
const arn = (bucket: string, path = '') => `arn:aws:s3:::${bucket}${path}`;
const files = 'nom;courriel\nMartin;claire.martin@exemple.fr\nDurand;paul.durand@exemple.fr\n';
const people: Readonly<Record<string, string>> = { alice: 'op-fr', bobkey: 'op-hk', auditor: 'op-audit' };

async function signedPost(
  endpoint: string,
  { access, secret }: Credentials,
  query: Record<string, string>,
): Promise<number> {
  const { credentials, sha256 } = s3Client(endpoint, 'eu-private', { access, secret }).config;
  const signer = new SignatureV4({ service: 's3', region: 'eu-private', credentials, sha256, uriEscapePath: false });
  const { protocol, hostname, port, host } = new URL(endpoint);
  const request = { method: 'POST', protocol, hostname, port: Number(port), path: '/', query, headers: { host } };
  const { headers } = await signer.sign(request);
  return (
    await fetch(`${endpoint}/?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`, {
      method: 'POST',
      headers,
    })
  ).status;
}

describeEngine('ceph', () => {
  let site: Ceph;
  let seen: Collected;
  let scope: Scope;
  beforeAll(async () => {
    site = await start({ zonegroup: 'eu-private', users: [alice, bob, carol, dave, auditor] });
    await site.admin('user', 'modify', '--uid', 'auditor', '--admin');
    writeProfiles({ auditor, alice });
    const asAlice = s3Client(site.endpoint, 'eu-private', alice);
    const make = async (Bucket: string, statements?: object[]) => {
      await asAlice.send(new S3.CreateBucketCommand({ Bucket }));
      await asAlice.send(new S3.PutObjectCommand({ Bucket, Key: 'people.csv', Body: files }));
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      if (statements) await asAlice.send(new S3.PutBucketPolicyCommand({ Bucket, Policy }));
    };
    await make('plain');
    await make('open', [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: arn('open', '/*') }]);
    await make('only-denies', [
      { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: arn('only-denies', '/*') },
    ]);
    await make('blocked', [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: arn('blocked', '/*') },
    ]);
    await asAlice.send(
      new S3.PutPublicAccessBlockCommand({
        Bucket: 'blocked',
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
      }),
    );
    await make('for-bob', [
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam:::user/bob'] },
        Action: ['s3:GetObject'],
        Resource: [arn('for-bob', '/*')],
      },
    ]);
    await make('acl-open');
    await asAlice.send(new S3.PutBucketAclCommand({ Bucket: 'acl-open', ACL: 'public-read' }));
    await make('acl-ignored');
    await asAlice.send(new S3.PutBucketAclCommand({ Bucket: 'acl-ignored', ACL: 'public-read' }));
    await asAlice.send(
      new S3.PutPublicAccessBlockCommand({
        Bucket: 'acl-ignored',
        PublicAccessBlockConfiguration: { IgnorePublicAcls: true },
      }),
    );
    await make('one-open');
    await asAlice.send(new S3.PutObjectAclCommand({ Bucket: 'one-open', Key: 'people.csv', ACL: 'public-read' }));
    await make('versions');
    await asAlice.send(
      new S3.PutBucketVersioningCommand({ Bucket: 'versions', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await asAlice.send(new S3.PutObjectCommand({ Bucket: 'versions', Key: 'staff.csv', Body: files }));
    await asAlice.send(new S3.DeleteObjectCommand({ Bucket: 'versions', Key: 'staff.csv' }));
    await asAlice.send(
      new S3.PutBucketTaggingCommand({
        Bucket: 'versions',
        Tagging: { TagSet: [{ Key: 'owner', Value: 'Paul Durand' }] },
      }),
    );
    await site.admin('subuser', 'create', '--uid', 'alice', '--subuser', 'alice:swift', '--access', 'full');
    const secret = 'CANARYswift';
    await site.admin('key', 'create', '--subuser', 'alice:swift', '--key-type', 'swift', '--secret-key', secret);
    const signedIn = await fetch(`${site.endpoint}/auth/v1.0`, {
      headers: { 'X-Auth-User': 'alice:swift', 'X-Auth-Key': secret },
    });
    const headers = { 'X-Auth-Token': signedIn.headers.get('x-auth-token')! };
    for (const [name, list] of swiftLists) {
      await make(name);
      const made = await fetch(`${site.endpoint}/swift/v1/${name}`, {
        method: 'POST',
        headers: { ...headers, 'X-Container-Read': list },
      });
      expect(made.status).toBe(204);
    }
    await asAlice.send(
      new S3.PutPublicAccessBlockCommand({
        Bucket: 'swift-blocked',
        PublicAccessBlockConfiguration: { IgnorePublicAcls: true },
      }),
    );
    scope = {
      id: 'rgw',
      place: { s3: site.endpoint, region: 'eu-private', identityPlane: { kind: 'rgw-admin-ops' } },
      profile: 'auditor',
      containers: [],
    };
    seen = await collected([scope], {
      whoIs: (_place, kind, name) => (kind === 's3-user' || name === 'bobkey' ? people[name] : undefined),
    });
  });
  afterAll(() => site?.stop());

  test('every bucket of every account is found, although the gateway lists an account only its own', async () => {
    expect(seen.trailer.coverage).toEqual([expect.objectContaining({ reached: true, subjects: 14, skipped: 0 })]);
    expect(seen.value('store://rgw/plain', 'location')).toEqual({ region: 'eu-private' });
  });

  test('an answer that is the object listing is unsupported, never an empty value', () => {
    expect(seen.said('store://rgw/plain', 'encryption')).toMatchObject({
      state: 'unsupported',
      origin: { code: '200 root:ListBucketResult' },
    });
    expect(seen.said('store://rgw/plain', 'replication')).toMatchObject({ state: 'absent' });
    expect(seen.said('store://rgw/plain', 'lifecycle')).toMatchObject({ state: 'absent' });
    expect(seen.said('store://rgw/plain', 'tags')).toMatchObject({ state: 'absent' });
    expect(seen.value('store://rgw/versions', 'tags')).toEqual({ keys: ['owner'] });
    expect(seen.value('store://rgw/versions', 'versioning')).toEqual({ value: 'on' });
  });

  test('public is what strangers can really do: judged against anonymous requests', async () => {
    for (const name of ['plain', 'open', 'only-denies', 'for-bob', 'acl-open', 'acl-ignored', 'one-open', 'blocked']) {
      const read = (await fetch(`${site.endpoint}/${name}/people.csv`)).status === 200;
      const list = (await fetch(`${site.endpoint}/${name}`)).status === 200;
      expect([name, seen.value(`store://rgw/${name}`, 'publicRead')?.value]).toEqual([name, read || list]);
    }
    expect(seen.value('store://rgw/open', 'publicWrite')).toEqual({ value: false });
  });

  test('so it is of what Swift gave, by a referrer that a stranger may write', async () => {
    for (const [name] of swiftLists) {
      const { status } = await fetch(`${site.endpoint}/${name}/people.csv`, {
        headers: { Referer: 'http://site.example/' },
      });
      expect([name, seen.value(`store://rgw/${name}`, 'publicRead')?.value]).toEqual([name, status === 200]);
    }
    const ofBob = seen.value('store://rgw/swift-bob', 'grants')?.grants.find(({ id }) => id === 'op-hk');
    expect(ofBob).toMatchObject({ rights: ['list', 'read'], via: 'acl' });
  });

  test('who can reach a bucket: owner, policy, administrators and whoever may read keys', () => {
    const holders = (name: string) =>
      (seen.value(`store://rgw/${name}`, 'grants')?.grants ?? []).map(({ id, via }) => `${id} ${via}`);
    expect(holders('plain')).toEqual(['identity-2 caps', 'op-audit admin', 'op-fr acl', 'op-fr owner']);
    expect(holders('for-bob')).toEqual([
      'identity-2 caps',
      'op-audit admin',
      'op-fr acl',
      'op-fr owner',
      'op-hk policy',
    ]);
    expect(seen.value('place://rgw', 'identities')).toEqual({ known: 3, unknown: 2 });
    expect(seen.said('store://rgw/plain', 'grants')?.origin.call).toContain('/admin/metadata/user');
  });

  test('a policy on the user itself opens every bucket it names: judged against a real request', async () => {
    const carolReads = () =>
      s3Client(site.endpoint, 'eu-private', carol)
        .send(new S3.GetObjectCommand({ Bucket: 'plain', Key: 'people.csv' }))
        .then(
          () => true,
          () => false,
        );
    const statement = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [arn('plain', '/*')] };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    expect(await carolReads()).toBe(false);
    const done = await signedPost(site.endpoint, dave, {
      Action: 'PutUserPolicy',
      UserName: 'carol',
      PolicyName: 'p',
      PolicyDocument,
    });
    expect(done).toBe(200);
    expect(await carolReads()).toBe(true);
    const again = await collected([scope], {
      whoIs: (_place, _kind, name) => (name === 'carol' ? 'op-carol' : undefined),
    });
    const rows = (name: string) =>
      again.value(`store://rgw/${name}`, 'grants')?.grants.filter(({ id }) => id === 'op-carol');
    expect(rows('plain')).toEqual([
      { who: 'operator', id: 'op-carol', rights: ['read'], via: 'user-policy', clearText: true },
    ]);
    expect(rows('for-bob')).toEqual([]);
  });

  test('what a delete marker hides still lies there and is read', () => {
    expect(seen.value('store://rgw/versions', 'objects')).toMatchObject({ count: 2, sampled: 2, complete: true });
    expect(seen.said('store://rgw/versions', 'objects')?.origin.call).toBe('ListObjectVersions');
    expect(seen.value('store://rgw/versions', 'labels')).toMatchObject({ fullPass: true });
  });

  test('no secret key, display name, tag value, object key or person is kept', () => {
    expect(seen.text).not.toMatch(/CANARY|martin|durand|people\.csv|staff\.csv|alicekey|display/i);
  });

  test('without the capability the reach is denied, without the right on a bucket its papers are denied', async () => {
    const refused = await collected([{ ...scope, profile: 'alice' }]);
    expect(refused.said('place://rgw', 'identities')).toMatchObject({ state: 'denied' });
    expect(refused.said('store://rgw/plain', 'grants')).toMatchObject({ state: 'denied' });
    await site.admin('user', 'rm', '--uid', 'carol');
    const again = await collected([scope]);
    expect(again.value('place://rgw', 'identities')).toEqual({ known: 0, unknown: 4 });
  });
});
