import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateBucketCommand, GetBucketLocationCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngine } from '../describeEngine.ts';
import { s3Client } from '../s3Client.ts';
import { start } from './start.ts';
import type { Versity } from './start.ts';

const alice = { access: 'alice', secret: 'alicesecret', role: 'userplus' } as const;
const bob = { access: 'bob', secret: 'bobsecret', role: 'user' } as const;

describeEngine('versitygw', () => {
  let site: Versity;
  beforeAll(async () => {
    site = await start({ region: 'eu-private', accounts: [alice] });
  });
  afterAll(() => site?.stop());

  test('an account makes a bucket, whose region is the one of the site and whose object lies on the disk', async () => {
    const s3 = s3Client(site.endpoint, site.region, alice);
    await s3.send(new CreateBucketCommand({ Bucket: 'accreditation' }));
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: 'accreditation' }))).LocationConstraint).toBe(
      'eu-private',
    );
    expect((await s3.send(new HeadBucketCommand({ Bucket: 'accreditation' }))).BucketRegion).toBe('eu-private');
    await s3.send(new PutObjectCommand({ Bucket: 'accreditation', Key: 'a.txt', Body: 'bonjour' }));
    expect(readFileSync(join(site.dataFolder, 'accreditation', 'a.txt'), 'utf8')).toBe('bonjour');
  });

  test('a foreign region, an account without the right and an unknown key are refused', async () => {
    await site.createAccount(bob);
    const elsewhere = {
      Bucket: 'elsewhere',
      CreateBucketConfiguration: { LocationConstraint: 'ap-southeast-1' as const },
    };
    const refusal = (who: typeof alice | typeof bob | { access: string; secret: string }, input: { Bucket: string }) =>
      s3Client(site.endpoint, site.region, who).send(new CreateBucketCommand(input));
    await expect(refusal(alice, elsewhere)).rejects.toMatchObject({ name: 'InvalidLocationConstraint' });
    await expect(refusal(bob, { Bucket: 'bobs-bucket' })).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(refusal({ access: 'mallory', secret: 'x' }, { Bucket: 'bad' })).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    expect(readFileSync(site.accessLog, 'utf8')).toMatch(/ 403 InvalidAccessKeyId /);
  });

  test('two sites with two regions run side by side, and a stopped one is gone', async () => {
    const other = await start({ region: 'ap-public' });
    expect(await other.admin('list-users')).not.toContain('alice');
    await other.stop();
    await expect(fetch(`${other.endpoint}/health`)).rejects.toThrow('fetch failed');
    expect(existsSync(other.dataFolder)).toBe(false);
  });

  test('a server that cannot start fails in seconds, with its own words', async () => {
    const before = performance.now();
    await expect(start({ region: 'eu-private', root: { access: '', secret: '' } })).rejects.toThrow(
      /exited with 1 .*the end of its log/s,
    );
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as AddressInfo;
    await expect(start({ region: 'eu-private', port })).rejects.toThrow(`port ${port} on loopback is taken`);
    squatter.close();
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
