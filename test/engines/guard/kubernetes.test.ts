/** The API server itself refuses: the guard runs as a process of its own, and is asked before RBAC. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueServer, makeAuthority } from '../certificates.ts';
import { describeEngine } from '../describeEngine.ts';
import { ask, type Call, type Caller } from '../kubernetes/request.ts';
import { start, type Kubernetes } from '../kubernetes/start.ts';
import { estateFolder } from '../../guard/estate.ts';
import { serving, type Serving } from '../../guard/serving.ts';

const sessionKey = 'cloison.example/session-country';

describeEngine('kubernetes', () => {
  describe('with a guard that is asked', () => {
    const place = mkdtempSync(join(tmpdir(), 'cloison-guard-k8s-'));
    const [log, trust, token] = [join(place, 'decisions.jsonl'), join(place, 'trust.json'), join(place, 'token')];
    let guard: Serving;
    let cluster: Kubernetes;
    const call = (caller: Caller, path: string, options?: Call) => ask(cluster, caller, path, options);
    const admin = (path: string, options?: Call) => call({ token: cluster.users['admin']!.token }, path, options);
    const from = (operator: string, country: string, groups: readonly string[] = ['staff']): Caller => ({
      proxy: cluster.proxy!,
      user: `${operator}@example`,
      groups,
      extra: { [sessionKey]: country },
    });
    const secret = '/api/v1/namespaces/badges/secrets/database';
    const rows = () =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);

    beforeAll(async () => {
      writeFileSync(trust, '{"version":"cloison/trust/v1","keys":[]}');
      writeFileSync(token, 'shared-with-the-api-server\n');
      mkdirSync(join(place, 'pki'));
      const authority = makeAuthority(join(place, 'pki'), 'guard-ca');
      const { certFile, keyFile } = issueServer(authority, join(place, 'pki'), 'guard');
      const estate = estateFolder();
      const people = readFileSync(join(estate, 'operators.csv'), 'utf8');
      writeFileSync(join(estate, 'operators.csv'), people.replace('2026-05-31', '2020-12-31'));
      const files = ['--estate', estate, '--trust', trust, '--log', log, '--token-file', token];
      guard = await serving([...files, '--tls-cert', certFile, '--tls-key', keyFile, '--session-key', sessionKey]);
      cluster = await start({
        users: [{ name: 'op-eu@example', groups: ['staff'] }],
        authorizationWebhook: {
          url: `${guard.url}/k8s/k8s-paris/authorize`,
          caFile: authority.certFile,
          token: 'shared-with-the-api-server',
        },
        proxy: true,
      });
      for (const name of ['badges', 'web'])
        expect((await admin('/api/v1/namespaces', { body: { metadata: { name } } })).status).toBe(201);
      for (const namespace of ['badges', 'web']) {
        const body = { metadata: { name: 'database' }, stringData: { password: 'x' } };
        expect((await admin(`/api/v1/namespaces/${namespace}/secrets`, { body })).status).toBe(201);
      }
      // RBAC lets the group do everything: what is refused below is refused by the guard alone.
      const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
      const subjects = [{ kind: 'Group', name: 'staff', apiGroup: roleRef.apiGroup }];
      const binding = { metadata: { name: 'staff' }, roleRef, subjects };
      await admin('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', { body: binding });
    });
    afterAll(async () => {
      await cluster?.stop();
      await guard?.stop();
    });

    test('an operator of an entity of the Union, connected from there, reads', async () => {
      // The API server takes a moment to know of a new binding.
      await expect.poll(async () => (await call(from('op-eu', 'FR'), secret)).status, { timeout: 10_000 }).toBe(200);
      expect((await call(from('op-eu', 'FR'), secret)).body.data).toEqual({ password: 'eA==' });
    });

    test.each([
      ['an operator of an entity outside it', 'op-hk', 'FR', 'access/non-eu-operators-stay-out'],
      ['one whose contract has ended', 'op-ended', 'FR', 'access/contract-end-ends-access'],
      [
        'an operator of the Union whose session comes from a third country',
        'op-eu',
        'HK',
        'access/non-eu-operators-stay-out',
      ],
      ['an account that belongs to nobody', 'stranger', 'FR', 'access/'],
    ])('%s is refused by the API server, with the rule and whom to ask', async (_who, operator, country, rule) => {
      const { status, body } = await call(from(operator, country), secret);
      expect(status).toBe(403);
      expect(body.message).toContain(rule);
      expect(body.message).toContain('role:badge-lead, role:dpo');
    });

    test('a session that did not come through the proxy has no country, and is refused', async () => {
      const direct = cluster.users['op-eu@example']!;
      const { status, body } = await call(direct, secret);
      expect([status, body.message]).toEqual([403, expect.stringContaining('Decision')]);
      expect((await call(direct, '/api/v1/namespaces/web/secrets/database')).status).toBe(200);
    });

    test('nobody says of themselves where they are: what a client sends as extra does not count', async () => {
      const { token: bearer } = cluster.users['op-eu@example']!;
      const headers = await fetchWith(cluster, bearer, { [`x-remote-extra-${encodeURIComponent(sessionKey)}`]: 'FR' });
      expect(headers).toBe(403);
      const impersonated = await fetchWith(cluster, bearer, {
        'impersonate-user': 'op-eu@example',
        [`impersonate-extra-${encodeURIComponent(sessionKey)}`]: 'FR',
      });
      expect(impersonated).toBe(403);
    });

    test('other ways to the same data are refused as well, and other namespaces are none of its business', async () => {
      const hk = from('op-hk', 'HK');
      const pod = { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i' }] } };
      const tries: [string, Call?][] = [
        ['/api/v1/secrets'],
        ['/api/v1/namespaces/badges/pods', { body: pod }],
        ['/api/v1/namespaces/kube-system/pods', { body: pod }],
        ['/api/v1/namespaces/badges/pods/p/exec?command=sh'],
        ['/api/v1/namespaces/badges/serviceaccounts/default/token', { body: { spec: {} } }],
        [
          '/apis/batch/v1/namespaces/badges/jobs',
          { body: { metadata: { name: 'j' }, spec: { template: { spec: { ...pod.spec, restartPolicy: 'Never' } } } } },
        ],
      ];
      for (const [path, options] of tries) expect([path, (await call(hk, path, options)).status]).toEqual([path, 403]);
      expect((await call(hk, '/api/v1/namespaces/web/secrets/database')).status).toBe(200);
      expect((await call(hk, '/api/v1/namespaces/badges/configmaps')).status).toBe(200);
    });

    test('the control plane works on: what a controller makes is made', async () => {
      const spec = {
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
      };
      const made = await call(from('op-eu', 'FR'), '/apis/apps/v1/namespaces/badges/deployments', {
        body: { metadata: { name: 'd' }, spec },
      });
      expect(made.status).toBe(201);
      const pods = async () => ((await admin('/api/v1/namespaces/badges/pods')).body.items as unknown[]).length;
      await expect.poll(pods, { timeout: 20_000 }).toBe(1);
    });

    test('log and audit log tell of the same decision, and the guard’s names no account', async () => {
      const { body } = await call(from('op-eu', 'HK'), secret);
      const id = /Decision ([0-9a-f-]{36})/.exec(String(body.message))?.[1];
      const row = rows().find((each) => each['id'] === id);
      expect(row).toMatchObject({ who: 'operator://op-eu', verdict: 'deny', session: 'seen', class: 'D3' });
      expect(readFileSync(cluster.auditLog, 'utf8')).toContain(id);
      expect(readFileSync(log, 'utf8') + guard.out() + guard.err()).not.toMatch(/@example|database|password|stranger/);
      expect(rows().filter(({ failure }) => failure !== undefined && failure !== 'forged-session')).toEqual([]);
    });

    test('when the guard is gone, nobody gets through', async () => {
      await guard.stop();
      const { status } = await call(from('op-eu', 'FR'), secret);
      expect(status).toBeGreaterThanOrEqual(403);
    });
  });
});

/** A request with headers of the caller's own choice. */
async function fetchWith(cluster: Kubernetes, token: string, headers: Record<string, string>): Promise<number> {
  const { request } = await import('node:https');
  return new Promise((resolve, reject) => {
    const options = { ca: readFileSync(cluster.caFile), headers: { authorization: `Bearer ${token}`, ...headers } };
    request(new URL('/api/v1/namespaces/badges/secrets/database', cluster.url), options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
