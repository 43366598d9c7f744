import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, GetBucketLocationCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngine } from '../describeEngine.ts';
import { s3Client } from '../s3Client.ts';
import type { Credentials } from '../s3Client.ts';
import { AUDITOR_CAPS, start } from './start.ts';
import type { Ceph } from './start.ts';

const alice = { uid: 'alice', access: 'alicekey', secret: 'alicesecret' };
const auditor = { uid: 'auditor', access: 'auditorkey', secret: 'auditorsecret', caps: AUDITOR_CAPS };

interface Question {
  readonly method: string;
  readonly relative_uri: string;
  readonly user_info: { readonly user_id: string };
}

describeEngine('ceph', () => {
  let site: Ceph;
  const questions: Question[] = [];
  const policy = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { input } = JSON.parse(body) as { input: Question };
    questions.push(input);
    response.end(JSON.stringify({ result: !input.relative_uri.startsWith('/accreditation/secret') }));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => policy.listen(0, '127.0.0.1', resolve));
    const opaUrl = `http://127.0.0.1:${(policy.address() as AddressInfo).port}/v1/data/authz/allow`;
    site = await start({ zonegroup: 'eu-private', users: [alice, auditor], opaUrl });
  });
  afterAll(async () => {
    await site?.stop();
    policy.close();
  });

  test('a bucket lies in the zonegroup, and another region is refused', async () => {
    const s3 = s3Client(site.endpoint, site.zonegroup, alice);
    await s3.send(new CreateBucketCommand({ Bucket: 'accreditation' }));
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: 'accreditation' }))).LocationConstraint).toBe(
      'eu-private',
    );
    const elsewhere = { CreateBucketConfiguration: { LocationConstraint: 'ap-southeast-1' as const } };
    await expect(s3.send(new CreateBucketCommand({ Bucket: 'abroad', ...elsewhere }))).rejects.toMatchObject({
      name: 'InvalidLocationConstraint',
    });
  });

  test('the policy server is asked and its refusal holds; the ops log has it', async () => {
    const put = (key: string) =>
      s3Client(site.endpoint, site.zonegroup, alice).send(
        new PutObjectCommand({ Bucket: 'accreditation', Key: key, Body: 'x' }),
      );
    await put('open.txt');
    await expect(put('secret.txt')).rejects.toMatchObject({ name: 'AccessDenied' });
    const asked = questions
      .filter(({ method }) => method === 'PUT')
      .map(({ relative_uri, user_info }) => [relative_uri, user_info.user_id]);
    expect(asked).toContainEqual(['/accreditation/secret.txt', 'alice']);
    // written shortly after the answer
    const logged = () =>
      readFileSync(site.opsLog, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
    const line = { bucket: 'accreditation', user: 'alice', http_status: '403' };
    await expect.poll(logged).toContainEqual(expect.objectContaining(line));
  });

  test('an auditor reads users through the Admin Ops API and changes none; a plain user cannot read', async () => {
    const read = await adminOps(site, auditor, 'GET', '/admin/user', '?uid=alice');
    expect(read.status).toBe(200);
    expect(await read.json()).toMatchObject({ user_id: 'alice' });
    expect((await adminOps(site, alice, 'GET', '/admin/user', '?uid=auditor')).status).toBe(403);
    expect((await adminOps(site, auditor, 'DELETE', '/admin/user', '?uid=alice')).status).toBe(403);
  });

  test('a daemon that cannot start fails in seconds, with its own words', async () => {
    const before = performance.now();
    const settings = { 'rgw frontends': 'beast endpoint=192.0.2.1:80' };
    // radosgw now and then dies before its log thread has written, or while another thread aborts over the words: that it
    // is gone is said each time, why it went in one of three.
    const said: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const failed = await start({ zonegroup: 'eu-private', settings }).then(
        () => 'it started',
        (error: Error) => error.message,
      );
      expect(failed).toMatch(/radosgw exited with .* the end of its log:/);
      said.push(failed);
    }
    expect(said.join('\n')).toMatch(/assign requested address/);
    const taken = Number(new URL(site.endpoint).port);
    await expect(start({ zonegroup: 'eu-private', port: taken })).rejects.toThrow(`port ${taken} on loopback is taken`);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});

/** Signed the old way (version 2), which is one HMAC; the gateway accepts it. */
function adminOps(
  site: Ceph,
  { access, secret }: Credentials,
  method: string,
  path: string,
  query: string,
): Promise<Response> {
  const date = new Date().toUTCString();
  const signature = createHmac('sha1', secret).update(`${method}\n\n\n${date}\n${path}`).digest('base64');
  return fetch(site.endpoint + path + query, {
    method,
    headers: { Date: date, Authorization: `AWS ${access}:${signature}` },
  });
}
