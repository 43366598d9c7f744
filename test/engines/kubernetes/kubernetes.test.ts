import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngine } from '../describeEngine.ts';
import { startAuthorizer } from './authorizer.ts';
import type { Authorizer, Review } from './authorizer.ts';
import { addNode } from './node.ts';
import { ask } from './request.ts';
import type { Call, Caller } from './request.ts';
import { start } from './start.ts';
import type { Kubernetes } from './start.ts';

/** Refuses secrets to sessions from Hong Kong, and has no opinion on anything else. */
function refusal({ extra, resourceAttributes }: Review): string | undefined {
  const abroad = resourceAttributes.resource === 'secrets' && extra?.['session-country']?.includes('HK');
  return abroad ? 'not from HK' : undefined;
}

describeEngine('kubernetes', () => {
  let folder: string;
  let authorizer: Authorizer;
  let cluster: Kubernetes;
  const call = (caller: Caller, path: string, options?: Call) => ask(cluster, caller, path, options);
  const admin = (path: string, options?: Call) => call({ token: cluster.users['admin']!.token }, path, options);
  const session = (country: string): Caller => ({
    proxy: cluster.proxy!,
    user: 'support@contractor',
    groups: ['dev'],
    extra: { 'session-country': country },
  });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloison-webhook-'));
    authorizer = await startAuthorizer(folder, refusal);
    cluster = await start({
      users: [{ name: 'nurse-eu', groups: ['dev'] }],
      authorizationWebhook: { ...authorizer, namespaces: ['health'] },
      proxy: true,
    });
    for (const name of ['health', 'web']) {
      expect((await admin('/api/v1/namespaces', { body: { metadata: { name } } })).status).toBe(201);
    }
  });
  afterAll(async () => {
    await cluster?.stop();
    authorizer?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a StatefulSet becomes a pod bound to the node of its region, and a pod for nowhere stays unbound', async () => {
    await addNode(cluster, 'eu-1', 'eu-private');
    await addNode(cluster, 'ap-1', 'ap-public');
    const podSpec = (region: string) => ({
      containers: [{ name: 'db', image: 'db' }],
      nodeSelector: { 'topology.kubernetes.io/region': region },
    });
    const labels = { app: 'db' };
    const template = { metadata: { labels }, spec: podSpec('eu-private') };
    const set = {
      metadata: { name: 'db' },
      spec: { serviceName: 'db', replicas: 1, selector: { matchLabels: labels }, template },
    };
    expect((await admin('/apis/apps/v1/namespaces/health/statefulsets', { body: set })).status).toBe(201);
    const lost = { metadata: { name: 'lost' }, spec: podSpec('us-east-1') };
    await expect
      .poll(async () => (await admin('/api/v1/namespaces/health/pods', { body: lost })).status, { timeout: 10_000 })
      .toBe(201);
    await expect
      .poll(async () => (await admin('/api/v1/namespaces/health/pods/db-0')).body.spec?.nodeName, { timeout: 20_000 })
      .toBe('eu-1');
    expect((await admin('/api/v1/namespaces/health/pods/lost')).body.spec.nodeName).toBeUndefined();
  });

  test('RBAC denies who has no role, an unknown token is nobody, and the audit log has both', async () => {
    const refused = await call(cluster.users['nurse-eu']!, '/api/v1/namespaces/web/secrets');
    expect(refused).toMatchObject({ status: 403, body: { reason: 'Forbidden' } });
    expect((await call({ token: 'guessed' }, '/api/v1/namespaces/web/secrets')).status).toBe(401);
    const events = readFileSync(cluster.auditLog, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toContainEqual(
      expect.objectContaining({
        requestURI: '/api/v1/namespaces/web/secrets',
        user: expect.objectContaining({ username: 'nurse-eu' }),
      }),
    );
  });

  test('what the proxy says of a session arrives: user, groups and country', async () => {
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const review = await call(session('HK'), path, {
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    });
    expect(review.body.status.userInfo).toMatchObject({
      username: 'support@contractor',
      extra: { 'session-country': ['HK'] },
    });
    expect(review.body.status.userInfo.groups).toContain('dev');
  });

  test('the same operator reads a secret from France and not from Hong Kong, and not across namespaces either', async () => {
    const rights = {
      metadata: { name: 'reader' },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }],
    };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' };
    const binding = {
      metadata: { name: 'reader' },
      roleRef,
      subjects: [{ kind: 'Group', name: 'dev', apiGroup: roleRef.apiGroup }],
    };
    await admin('/apis/rbac.authorization.k8s.io/v1/clusterroles', { body: rights });
    await admin('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', { body: binding });
    const read = async (country: string, path: string) => (await call(session(country), path)).status;
    await expect.poll(() => read('FR', '/api/v1/namespaces/health/secrets')).toBe(200);
    expect(await read('HK', '/api/v1/namespaces/health/secrets')).toBe(403);
    expect(await read('HK', '/api/v1/secrets')).toBe(403);
    expect(await read('HK', '/api/v1/namespaces/web/secrets')).toBe(200);
    expect(authorizer.reviews.map(({ resourceAttributes }) => resourceAttributes.namespace)).not.toContain('web');
  });

  test('a control plane that cannot start fails in seconds, with the words of the API server', async () => {
    const before = performance.now();
    const authorizationWebhook = {
      url: 'https://127.0.0.1:1',
      caFile: authorizer.caFile,
      matchConditions: ['no such thing ('],
    };
    await expect(start({ authorizationWebhook })).rejects.toThrow(
      /kube-apiserver exited with 1 .*the end of its log:.*matchConditions/s,
    );
    expect(performance.now() - before).toBeLessThan(15_000);
  });
});
