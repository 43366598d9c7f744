import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProcess } from '../../inProcess.ts';
import { estateAt, planAt } from '../world.ts';
import { filesIn, keys, seal } from './world.ts';

/** One for each way in which a value is a secret though nobody marked it. */
const canary = (name: string) => `canary-${name}-7f3e9a51c2d8`;
const names = ['password', 'marked', 'env', 'userdata', 'tag', 'output', 'setting', 'annotation', 'configmap'] as const;

const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const step = (type: string, name: string, inputs: object, outputs: object = {}) => ({
  op: 'create',
  urn: urn(type, name),
  newState: { urn: urn(type, name), type, custom: true, inputs, outputs },
});
const pulumi = JSON.stringify({
  config: { 'shop:password': canary('setting') },
  steps: [
    step('aws:rds/instance:Instance', 'db', {
      identifier: 'db',
      password: canary('password'),
      tags: { note: canary('tag') },
    }),
    step('aws:lambda/function:Function', 'f', { environment: { variables: { TOKEN: canary('env') } } }),
    step('aws:s3/bucket:Bucket', 'staffing-figures', { bucket: 'staffing-figures' }, { secretKey: canary('output') }),
    step('aws:s3/bucket:Bucket', 'marked', {
      bucket: { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', plaintext: canary('marked') },
    }),
    step('aws:ec2/instance:Instance', 'vm', { userData: canary('userdata') }),
  ],
  changeSummary: { create: 5 },
});
const manifests = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: figures, namespace: figures, annotations: { note: ${canary('annotation')} } }
spec: { accessModes: [ReadWriteOnce] }
---
apiVersion: v1
kind: Secret
metadata: { name: s, namespace: figures }
stringData: { password: ${canary('password')} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: figures }
data: { key: ${canary('configmap')} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: d, namespace: figures }
spec:
  template:
    spec: { containers: [{ name: a, env: [{ name: TOKEN, value: ${canary('env')} }] }] }
`;

/** The value, and what is made of the value alone: whoever guesses it could find it by either. */
const forms = (value: string): string[] => {
  const digest = createHash('sha256').update(value).digest();
  return [value, Buffer.from(value).toString('base64').slice(0, -4), digest.toString('hex'), digest.toString('base64')];
};

it('seals no secret, no digest of one, and prints none', async () => {
  const plans = [planAt(pulumi), planAt(manifests, 'manifests.yaml')];
  const { ran, folder } = await seal([plans[0]!, '--place', 'k8s-paris', '--artifact', plans[1]!, '--', plans[1]!]);
  expect(ran.err).toBe('');
  const asked = await inProcess(
    ['gate', 'verify', folder, ...plans, '--trust', keys.trust, '--artifact', plans[1]!, '--json'],
    { now: () => new Date('2026-06-01T10:00:00.000Z'), env: {} },
  );
  const envelope = filesIn(folder);
  const payloads = [...envelope].flatMap(([path, bytes]) => {
    const text = bytes.toString('latin1');
    const signed = /"payload":"([^"]+)"/.exec(text)?.[1];
    return [[path, text], ...(signed === undefined ? [] : [[path, Buffer.from(signed, 'base64').toString('latin1')]])];
  });
  const all = [...payloads, ['stdout', ran.out], ['stderr', ran.err], ['verify', asked.out]] as [string, string][];
  const leaks = all.flatMap(([path, text]) =>
    names.flatMap((name) => (forms(canary(name)).some((form) => text.includes(form)) ? [`${name} in ${path}`] : [])),
  );
  expect(leaks).toEqual([]);
  // The looking itself is looked at: the container's name is in the evidence and in what was printed.
  expect(all.filter(([, text]) => text.includes('staffing-figures')).length).toBeGreaterThan(3);
});

it('masks what looks like a person, be it a user or a container', async () => {
  const mail = 'jean.dupont@example.com';
  const of = (...steps: object[]) => JSON.stringify({ steps, changeSummary: { create: steps.length } });
  const user = await seal([planAt(of(step('aws:iam/user:User', mail, { name: mail })))]);
  expect(user.ran.code).toBe(0);
  const texts = [...filesIn(user.folder).values()].map((bytes) => bytes.toString('utf8'));
  expect(texts.some((text) => text.includes(mail))).toBe(false);
  expect(texts.some((text) => text.includes('‹e-mail 1›'))).toBe(true);

  const bucket = await seal([planAt(of(step('aws:s3/bucket:Bucket', mail, { bucket: mail })))]);
  expect(bucket.ran.code).toBe(1);
  const kept = [...filesIn(bucket.folder).values()].map((bytes) => bytes.toString('utf8'));
  expect(kept.some((text) => text.includes(mail) || text.includes(encodeURIComponent(mail)))).toBe(false);
});

it('refuses an estate that is called by somebody in what it seals', async () => {
  const own = estateAt(['name: Exercise', 'name: "jean.dupont@example.com"']);
  const plan = planAt(JSON.stringify({ steps: [], changeSummary: {} }));
  const { ran, folder } = await seal([plan, '--estate', own, '--allow-empty']);
  expect(ran.err).toContain('looks like personal data (e-mail)');
  expect(ran.code).toBe(2);
  expect(existsSync(folder)).toBe(false);
});
