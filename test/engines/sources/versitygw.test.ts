import * as S3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCollection, type Scope } from '../../../audit/index.ts';
import { describeEngine } from '../describeEngine.ts';
import { s3Client } from '../s3Client.ts';
import { start, type Versity } from '../versitygw/start.ts';
import { collected, writeProfiles, type Collected } from './support.ts';

const root = { access: 'rootkey', secret: 'CANARYrootsecret' };
const alice = { access: 'alice', secret: 'CANARYalicesecret', role: 'userplus' } as const;
const bob = { access: 'bob', secret: 'CANARYbobsecret', role: 'user' } as const;
const boss = { access: 'boss', secret: 'CANARYbosssecret', role: 'admin' } as const;

const arn = (bucket: string, path = '') => `arn:aws:s3:::${bucket}${path}`;
const people: Readonly<Record<string, string>> = { alice: 'op-fr', bob: 'op-hk', boss: 'op-boss', root: 'op-root' };
const files = 'nom;courriel\nMartin;claire.martin@exemple.fr\nDurand;paul.durand@exemple.fr\n';

describeEngine('versitygw', () => {
  let site: Versity;
  let seen: Collected;
  let scope: Scope;
  beforeAll(async () => {
    site = await start({ region: 'ap-southeast-1', root, accounts: [alice, bob, boss] });
    writeProfiles({ root, alice, bob, nobody: { access: 'nobody', secret: 'CANARYx' } });
    const asRoot = s3Client(site.endpoint, site.region, root);
    const asAlice = s3Client(site.endpoint, site.region, alice);
    const make = async (Bucket: string, statements?: object[]) => {
      await asAlice.send(new S3.CreateBucketCommand({ Bucket }));
      await asAlice.send(new S3.PutObjectCommand({ Bucket, Key: 'people.csv', Body: files }));
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      if (statements) await asRoot.send(new S3.PutBucketPolicyCommand({ Bucket, Policy }));
    };
    const everyone = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' };
    await make('plain');
    await make('only-denies', [
      { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: arn('only-denies', '/*') },
    ]);
    await make('open', [{ ...everyone, Resource: arn('open', '/*') }]);
    await make('open-here', [
      { ...everyone, Resource: arn('open-here', '/*'), Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } } },
    ]);
    await make('world-ip', [
      {
        ...everyone,
        Resource: arn('world-ip', '/*'),
        Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
      },
    ]);
    await make('for-bob', [
      {
        Effect: 'Allow',
        Principal: { AWS: ['bob'] },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [arn('for-bob'), arn('for-bob', '/*')],
      },
    ]);
    await make('many');
    for (let n = 0; n < 25; n += 1)
      await asAlice.send(new S3.PutObjectCommand({ Bucket: 'many', Key: `raw/${n}.txt`, Body: `line ${n}` }));
    await asAlice.send(new S3.PutObjectCommand({ Bucket: 'many', Key: 'secret/staff.csv', Body: files }));
    scope = {
      id: 'oss',
      place: {
        s3: site.endpoint,
        region: 'ap-southeast-1',
        identityPlane: { kind: 'versitygw-admin', endpoint: site.adminEndpoint },
        prefixes: ['many/secret/'],
      },
      profile: 'root',
      containers: ['store://oss/plain', 'store://oss/not-there'],
    };
    seen = await collected([scope], { whoIs: (_place, _kind, name) => people[name] });
  });
  afterAll(() => site?.stop());

  test('everything that lies there is seen, and what is declared but missing is said to be absent', () => {
    expect(seen.trailer.coverage).toEqual([
      expect.objectContaining({ place: 'oss', reached: true, subjects: 10, skipped: 0 }),
    ]);
    for (const name of ['plain', 'open', 'many', 'many/secret/'])
      expect(seen.said(`store://oss/${name}`, 'exists')?.state).toBe('value');
    expect(seen.said('store://oss/not-there', 'exists')).toMatchObject({
      state: 'absent',
      origin: { code: expect.stringMatching(/^404 /) },
    });
    expect(seen.value('store://oss/plain', 'location')).toEqual({ region: 'ap-southeast-1' });
  });

  test('what the gateway does not implement is unsupported, what is not configured is absent', () => {
    const states = (fact: Parameters<Collected['said']>[1]) => seen.said('store://oss/plain', fact)?.state;
    expect([states('encryption'), states('replication'), states('lifecycle')]).toEqual([
      'unsupported',
      'unsupported',
      'unsupported',
    ]);
    expect([states('tags'), states('objectLock')]).toEqual(['absent', 'absent']);
    expect(seen.value('store://oss/plain', 'versioning')).toEqual({ value: 'off' });
  });

  test('public is what strangers can really do: judged against anonymous requests', async () => {
    for (const name of ['plain', 'only-denies', 'open', 'open-here', 'world-ip', 'for-bob']) {
      const really = (await fetch(`${site.endpoint}/${name}/people.csv`)).status === 200;
      const said = seen.value(`store://oss/${name}`, 'publicRead')?.value;
      // From this machine, 127.0.0.1 is inside the range: open to it, and rightly not called public.
      expect([name, said]).toEqual([name, name === 'open-here' ? false : really]);
    }
    const status = await s3Client(site.endpoint, site.region, root).send(
      new S3.GetBucketPolicyStatusCommand({ Bucket: 'only-denies' }),
    );
    expect(status.PolicyStatus?.IsPublic, 'the server itself is wrong here').toBe(true);
    expect(seen.value('store://oss/open', 'publicWrite')).toEqual({ value: false });
  });

  test('who can reach a bucket: root, admins, the owner, whom the policy names; judged against real requests', async () => {
    const holders = (name: string) =>
      (seen.value(`store://oss/${name}`, 'grants')?.grants ?? []).map(
        ({ id, via, rights }) =>
          `${id} ${via} ${rights.includes('read') ? 'r' : ''}${rights.includes('write') ? 'w' : ''}`,
      );
    expect(holders('plain')).toEqual(['op-boss admin rw', 'op-fr owner rw', 'op-root root rw', 'op-fr acl rw'].sort());
    expect(holders('for-bob')).toEqual(['op-boss admin rw', 'op-hk policy r', 'op-root root rw']);
    expect(holders('open')).toContain('everyone policy r');
    for (const name of ['plain', 'open', 'for-bob', 'only-denies']) {
      for (const who of [alice, bob, boss]) {
        const request = s3Client(site.endpoint, site.region, who).send(
          new S3.GetObjectCommand({ Bucket: name, Key: 'people.csv' }),
        );
        const really = await request.then(
          () => true,
          () => false,
        );
        const said = holders(name).some(
          (row) => (row.startsWith(`${people[who.access]} `) || row.startsWith('everyone ')) && row.includes(' r'),
        );
        expect([name, who.access, said]).toEqual([name, who.access, really]);
      }
    }
    expect(seen.value('place://oss', 'identities')).toEqual({ known: 4, unknown: 0 });
    expect(seen.value('store://oss/plain', 'grants')?.grants.every(({ clearText }) => clearText === true)).toBe(true);
  });

  test('a declared prefix is counted and read for itself', () => {
    expect(seen.value('store://oss/many', 'objects')).toMatchObject({ count: 26, sampled: 26, complete: true });
    expect(seen.value('store://oss/many/secret/', 'objects')).toMatchObject({ count: 1, sampled: 1 });
    expect(seen.value('store://oss/many/secret/', 'labels')).toMatchObject({ fullPass: true });
    const found = (name: string) =>
      seen.value(`store://oss/${name}`, 'labels')?.labels.map(({ recognizer }) => recognizer) ?? [];
    expect(found('many/secret/').join()).toMatch(/email/i);
    expect(found('plain').join()).toMatch(/email/i);
  });

  test('a ceiling of sampled objects is not a full pass', async () => {
    const few = await collected([scope], { budget: { sampledObjects: 3 } });
    expect(few.value('store://oss/many', 'objects')).toMatchObject({ count: 26, sampled: 3, complete: true });
    expect(few.value('store://oss/many', 'labels')?.fullPass).toBe(false);
    expect(few.value('store://oss/plain', 'labels')?.fullPass).toBe(true);
  });

  test('nothing secret or personal is kept, and the collection reads back', async () => {
    expect(seen.text).not.toMatch(/CANARY|martin|durand|people\.csv|staff/i);
    const text = `${seen.lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
    expect(await readCollection(text)).toHaveProperty('collection');
  });

  test('accounts nobody knows are numbered, without an identity plane the reach is unknown, and a refused one denied', async () => {
    const strangers = await collected([scope]);
    expect(strangers.value('place://oss', 'identities')).toEqual({ known: 0, unknown: 4 });
    expect(strangers.value('store://oss/for-bob', 'grants')?.grants.map(({ id }) => id)).toEqual([
      'identity-2',
      'identity-3',
      'identity-4',
    ]);
    expect(JSON.stringify(strangers.lines)).not.toMatch(/"(alice|bob|boss|rootkey)"/);
    const blind = await collected([{ ...scope, place: { s3: site.endpoint, region: site.region } }]);
    expect(blind.said('store://oss/plain', 'grants')).toMatchObject({
      state: 'unknown',
      origin: { code: 'no-identity-plane' },
    });
    const refused = await collected([{ ...scope, profile: 'alice' }]);
    expect(refused.said('store://oss/plain', 'grants')).toMatchObject({ state: 'denied' });
    expect(refused.said('place://oss', 'identities')).toMatchObject({ state: 'denied' });
  });

  test('a refused key, a missing profile and a dead server are three reasons, and a wrong region mends itself', async () => {
    const reason = async (patch: Partial<Scope>) => (await collected([{ ...scope, ...patch }])).trailer.coverage[0];
    expect(await reason({ profile: 'nobody' })).toMatchObject({ reached: false, reason: 'denied' });
    expect(await reason({ profile: 'no-such-profile' })).toMatchObject({ reached: false, reason: 'no-credentials' });
    expect(await reason({ place: { s3: 'http://127.0.0.1:9' } })).toMatchObject({
      reached: false,
      reason: 'unreachable',
    });
    expect(await reason({ place: { s3: site.endpoint } })).toMatchObject({ reached: true });
  });
});
