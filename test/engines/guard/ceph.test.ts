/** Ceph itself refuses: the guard runs as a process of its own, and the gateway asks it before every request. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start, type Ceph } from '../ceph/start.ts';
import { describeEngine } from '../describeEngine.ts';
import { freePort } from '../ports.ts';
import { s3Client, type Credentials } from '../s3Client.ts';
import { estateFolder } from '../../guard/estate.ts';
import { serving, type Serving } from '../../guard/serving.ts';

const owner = { uid: 'store-owner', access: 'ownerkey', secret: 'ownersecretcanary' };
const person = (operator: string) => ({
  uid: `u-${operator}`,
  access: `${operator}key`,
  secret: `${operator}SecretCanary${Math.random().toString(36).slice(2)}`,
});
const [eu, hk, ended, abroad, stranger] = ['op-eu', 'op-hk', 'op-ended', 'op-abroad', 'stranger'].map(person);
const users = [owner, eu!, hk!, ended!, abroad!, stranger!];

/** RGW's own policy lets every one of them read and write: what is refused below is refused by the guard alone. */
function open(bucket: string): string {
  const everybody = users.map(({ uid }) => `arn:aws:iam:::user/${uid}`);
  const resources = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const statement = { Effect: 'Allow', Principal: { AWS: everybody }, Action: ['s3:*'], Resource: resources };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

describeEngine('ceph', () => {
  describe('with a guard that is asked', () => {
    const place = mkdtempSync(join(tmpdir(), 'cloison-guard-ceph-'));
    const [log, trust] = [join(place, 'decisions.jsonl'), join(place, 'trust.json')];
    let guard: Serving;
    let site: Ceph;
    const as = (who: Credentials) => s3Client(site.endpoint, 'eu-private', who);
    const read = (who: Credentials, bucket = 'badges') =>
      as(who).send(new GetObjectCommand({ Bucket: bucket, Key: 'a.txt' }));
    const text = async (who: Credentials, bucket?: string) => (await read(who, bucket)).Body?.transformToString();
    const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
    const rows = () =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);

    beforeAll(async () => {
      writeFileSync(trust, '{"version":"cloison/trust/v1","keys":[]}');
      const port = await freePort();
      // The guard judges today: the contract that has ended must have ended on any day this runs.
      const estate = estateFolder();
      const people = readFileSync(join(estate, 'operators.csv'), 'utf8');
      writeFileSync(join(estate, 'operators.csv'), people.replace('2026-05-31', '2020-12-31'));
      const words = ['--estate', estate, '--trust', trust, '--log', log, '--listen', `127.0.0.1:${port}`];
      guard = await serving([...words, '--exempt', 'rgw-paris=store-owner']);
      site = await start({ zonegroup: 'eu-private', users, opaUrl: `${guard.url}/rgw/rgw-paris` });
      for (const bucket of ['badges', 'figures', 'results', 'contacts']) {
        await as(owner).send(new CreateBucketCommand({ Bucket: bucket }));
        await as(owner).send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: `in ${bucket}` }));
        await as(owner).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: open(bucket) }));
      }
    });
    afterAll(async () => {
      await site?.stop();
      await guard?.stop();
    });

    test('an operator of an entity of the Union reads', async () => {
      expect(await text(eu!)).toBe('in badges');
      expect((await as(eu!).send(new ListObjectsV2Command({ Bucket: 'badges' }))).KeyCount).toBe(1);
    });

    test('one of an entity outside it, one after the end of the contract, one who works abroad and a stranger are refused by the store', async () => {
      for (const who of [hk!, ended!, abroad!, stranger!]) await expect(read(who)).rejects.toMatchObject(refused);
      for (const who of [ended!, stranger!])
        await expect(as(who).send(new ListObjectsV2Command({ Bucket: 'badges' }))).rejects.toMatchObject(refused);
    });

    test('a caller without credentials is refused protected data, and the guard leaves what was published to the store', async () => {
      expect((await fetch(`${site.endpoint}/badges/a.txt`)).status).toBe(403);
      expect(await text(stranger!, 'results')).toBe('in results');
    });

    test('nobody gets at protected data by having the store copy it where they may read', async () => {
      const copy = (who: Credentials) =>
        as(who).send(new CopyObjectCommand({ Bucket: 'figures', Key: 'copied', CopySource: 'badges/a.txt' }));
      await expect(copy(hk!)).rejects.toMatchObject(refused);
      await copy(eu!);
      expect(await text(hk!, 'figures')).toBe('in figures');
    });

    test('the list of buckets is for operators whose contract runs', async () => {
      await as(eu!).send(new ListBucketsCommand({}));
      await expect(as(stranger!).send(new ListBucketsCommand({}))).rejects.toMatchObject(refused);
    });

    test('the log says which operator, which container, which rule, and that the place of work decided', () => {
      expect(rows()).toContainEqual(
        expect.objectContaining({
          adapter: 'rgw',
          who: 'operator://op-hk',
          container: 'store://rgw-paris/badges',
          verdict: 'deny',
          session: 'place-of-work',
        }),
      );
      expect(rows().filter(({ failure }) => failure === 'malformed' || failure === 'internal')).toEqual([]);
    });

    test('no secret key, access key or name of an account that radosgw sent is anywhere in what the guard wrote', () => {
      const written = readFileSync(log, 'utf8') + guard.out() + guard.err();
      for (const { uid, access, secret } of users) {
        expect(written).not.toContain(secret);
        expect(written).not.toContain(access);
        if (uid !== 'store-owner') expect(written).not.toContain(uid);
      }
      expect(written).not.toContain('a.txt');
    });

    test('when the guard is gone, the store lets nobody through', async () => {
      await guard.stop();
      await expect(read(eu!)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    });
  });
});
