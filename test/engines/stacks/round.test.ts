import {
  ListBucketsCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  GetBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planStack, type PlannedStack, type Wire } from '../../../infra/engine/index.ts';
import { ask } from '../kubernetes/request.ts';
import { cloison } from '../spine/run.ts';
import { startDynamicProvider, type DynamicProvider } from './dynamicProvider.ts';
import { secretOf, startGround, type Ground } from './ground.ts';
import { applyObject, deleteObject, isThere, manifestsIn, volumeFor, type Manifest } from './serverSideApply.ts';

interface Made {
  readonly name: string;
  readonly place: string;
  readonly inputs: Wire;
  readonly id: string;
  readonly outputs: Wire;
}

describe('the stacks of the sample estate, planned, applied, audited and deleted on real servers', () => {
  let ground: Ground;
  let provider: DynamicProvider;
  const plans: PlannedStack[] = [];
  const made: Made[] = [];
  let objects: Manifest[] = [];
  let volumes: Manifest[] = [];

  beforeAll(async () => {
    ground = await startGround();
    Object.assign(process.env, ground.env);
    provider = await startDynamicProvider({ ...process.env });
  });
  afterAll(async () => {
    provider?.stop();
    await ground?.stop();
  });

  const bucket = (name: string): Made => made.find((each) => each.name === name)!;
  const names = async (place: string): Promise<string[]> =>
    ((await ground.owner(place).send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name = '' }) => Name).sort();

  test('both stacks are planned by their unmodified program, the public one hearing the private one', async () => {
    const limits = { timeout: 150_000, signal: new AbortController().signal, env: process.env, printed: () => {} };
    const asked = { project: ground.project, stack: 'public', exports: [], clock: () => performance.now(), limits };
    const far = await planStack(asked);
    plans.push(...far.siblings, far);
    expect(plans.map(({ stack }) => stack)).toEqual(['private', 'public']);
    expect(plans[1]!.references).toEqual([{ name: 'organization/cloison/private', answeredBy: 'plan' }]);
    const text = JSON.stringify(plans.map(({ document }) => document));
    for (const account of ['store-owner', 'committee-apps']) expect(text).not.toContain(secretOf(account));
    const counts = plans.map(
      ({ registrations }) => registrations.filter(({ type }) => type.endsWith('store:Bucket')).length,
    );
    expect(counts).toEqual([23, 26]);
  }, 180_000);

  test('every planned bucket is created by Pulumi’s own process, on three servers of two makes', async () => {
    const planned = plans
      .flatMap(({ registrations }) => registrations)
      .filter(({ type }) => type.endsWith('store:Bucket'));
    for (const { name, inputs } of planned) {
      expect(await provider.check(inputs)).toEqual([]);
      made.push({ name, place: name.split('/')[0]!, inputs, ...(await provider.create(inputs)) });
    }
    for (const place of ground.places) {
      const wanted = made.filter((each) => each.place === place).map(({ inputs }) => inputs['bucket']);
      expect(await names(place)).toEqual(wanted.toSorted((one, other) => (one! < other! ? -1 : 1)));
    }
    expect(bucket('rgw-paris/accreditation').outputs['publicAccessBlock']).toBe('acls');
    expect(bucket('oss-public/results').outputs['publicAccessBlock']).toBe('unsupported');
    const kept = JSON.stringify(made);
    for (const account of ['store-owner', 'committee-apps']) expect(kept).not.toContain(secretOf(account));
  }, 120_000);

  test('what is there and ours is adopted; what is tagged for another dataset is not; a foreign region is refused', async () => {
    const { inputs, id } = bucket('rgw-paris/accreditation');
    expect((await provider.create(inputs)).id).toBe(id);
    const tags = { 'cloison-zone': 'private', 'cloison-dataset': 'payroll' };
    await expect(provider.create({ ...inputs, tags })).rejects.toThrow('tagged for dataset accreditation-file');
    for (const name of ['rgw-paris/accreditation', 'oss-public/results']) {
      const elsewhere = { ...bucket(name).inputs, bucket: 'elsewhere', region: 'cn-hangzhou' };
      await expect(provider.create(elsewhere)).rejects.toThrow();
      expect(await names(name.split('/')[0]!)).not.toContain('elsewhere');
    }
    const url = 'https://name:word@store.example';
    expect(await provider.check({ ...inputs, endpoint: url, tags: {} })).toEqual([
      'endpoint must hold no credentials: the state would keep them',
      'tags says no cloison-zone',
      'tags says no cloison-dataset',
    ]);
  });

  test('drift is seen and healed; moving is a replacement', async () => {
    for (const name of ['rgw-paris/accreditation', 'oss-public/results']) {
      const { inputs, id, outputs, place } = bucket(name);
      const Bucket = inputs['bucket'] as string;
      const client = ground.owner(place);
      await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'mine', Value: 'now' }] } }));
      const seen = (await provider.read(id, outputs))!;
      expect(await provider.diff(id, outputs, inputs)).toEqual({ changes: false, replaces: [] });
      expect(await provider.diff(id, seen, inputs)).toEqual({ changes: true, replaces: [] });
      await provider.update(id, seen, inputs);
      const healed = (await provider.read(id, outputs))!;
      expect(await provider.diff(id, healed, inputs)).toEqual({ changes: false, replaces: [] });
      expect(await client.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
      const moved = await provider.diff(id, outputs, { ...inputs, region: 'elsewhere' });
      expect(moved).toEqual({ changes: true, replaces: ['region'] });
    }
  });

  test('every planned object is applied by a real API server, and applied again without a change', async () => {
    const cluster = ground.kubernetes;
    objects = manifestsIn(plans[0]!.registrations);
    expect(manifestsIn(plans[1]!.registrations)).toEqual([]);
    // The namespace first, as its dependents say.
    objects.sort((one, other) => Number(other.kind === 'Namespace') - Number(one.kind === 'Namespace'));
    const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim');
    volumes = claims.map((claim) => volumeFor(claim, 'paris-1'));
    for (const manifest of [...volumes, ...objects]) expect(await applyObject(cluster, manifest)).toBe(201);
    for (const manifest of objects) expect(await applyObject(cluster, manifest)).toBe(200);
    const admin = { token: cluster.users['admin']!.token };
    await expect
      .poll(
        async () => {
          const { body } = await ask(cluster, admin, '/api/v1/persistentvolumeclaims');
          return (body as { items: { status: { phase: string } }[] }).items.map(({ status }) => status.phase);
        },
        { timeout: 20_000 },
      )
      .toEqual(claims.map(() => 'Bound'));
  });

  test('the audit that follows finds nothing', async () => {
    const profiles = ground.places.flatMap((place) => ['--profile', `${place}=auditor`]);
    const asked = ['audit', '--estate', ground.estate, '--trust', 'stacks/sample/trust.json', ...profiles, '--json'];
    const { code, out, err } = await cloison(asked);
    const { findings, unseen } = JSON.parse(out) as {
      findings: { verdict: string; control: string; subject: string }[];
      unseen: { gaps: unknown[] };
    };
    expect(findings.map(({ verdict, control, subject }) => `${verdict} ${control} ${subject}`)).toEqual([]);
    expect({ code, gaps: unseen.gaps, err }).toEqual({ code: 0, gaps: [], err });
  }, 120_000);

  test('a bucket with data in it, or with old versions of it, is not deleted', async () => {
    for (const name of ['rgw-paris/accreditation', 'oss-public/results']) {
      const { inputs, id, outputs, place } = bucket(name);
      const at = { Bucket: inputs['bucket'] as string, Key: 'kept' };
      const client = ground.owner(place);
      await client.send(new PutObjectCommand({ ...at, Body: 'data' }));
      await expect(provider.delete(id, outputs)).rejects.toThrow('is not empty');
      await client.send(new DeleteObjectCommand(at));
      await expect(provider.delete(id, outputs)).rejects.toThrow('is not empty');
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket: at.Bucket }),
      );
      for (const { VersionId } of [...Versions, ...DeleteMarkers])
        await client.send(new DeleteObjectCommand({ ...at, VersionId: VersionId! }));
    }
  });

  test('everything is deleted, and the servers are empty again', async () => {
    for (const { id, outputs } of made) await provider.delete(id, outputs);
    for (const place of ground.places) expect(await names(place)).toEqual([]);
    expect(await provider.read(made[0]!.id, made[0]!.outputs)).toBeUndefined();
    await provider.delete(made[0]!.id, made[0]!.outputs);
    const all = [...objects.toReversed(), ...volumes];
    for (const manifest of all) await deleteObject(ground.kubernetes, manifest);
    await expect
      .poll(
        async () => (await Promise.all(all.map((each) => isThere(ground.kubernetes, each)))).filter(Boolean).length,
        { timeout: 40_000 },
      )
      .toBe(0);
  }, 120_000);
});
