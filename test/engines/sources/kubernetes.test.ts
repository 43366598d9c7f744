import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCollection, type Scope } from '../../../audit/index.ts';
import { describeEngine } from '../describeEngine.ts';
import { addNode } from '../kubernetes/node.ts';
import { ask } from '../kubernetes/request.ts';
import { start, type Kubernetes } from '../kubernetes/start.ts';
import { collected, type Collected } from './support.ts';

const rbac = 'rbac.authorization.k8s.io';
const people: Readonly<Record<string, string>> = {
  'kubernetes-user nurse': 'op-nurse',
  'kubernetes-user dev': 'op-dev',
  'kubernetes-user deploys': 'op-deploys',
  'kubernetes-group support-hk': 'op-support',
  'kubernetes-group system:masters': 'op-masters',
  'kubernetes-serviceaccount ci/robot': 'op-robot',
};
const whoIs = (_place: string, kind: string, name: string) => people[`${kind} ${name}`];
const claim = (name: string) => `cluster://k8s/health/PersistentVolumeClaim/${name}`;

describeEngine('kubernetes', () => {
  let cluster: Kubernetes;
  let seen: Collected;
  const scope: Scope = { id: 'k8s', place: { kubernetes: 'admin' }, containers: [claim('photos'), claim('gone')] };
  const users = [
    { name: 'nurse' },
    { name: 'dev' },
    { name: 'deploys' },
    { name: 'stranger' },
    { name: 'hk', groups: ['support-hk'] },
    { name: 'half-auditor' },
    { name: 'auditor' },
    { name: 'blind' },
  ];
  const post = async (path: string, body: object) => {
    const { status } = await ask(cluster, { token: cluster.users['admin']!.token }, path, { body });
    if (status !== 201) throw new Error(`${path} ${status}`);
  };
  const role = (namespace: string | undefined, name: string, rules: object[], labels = {}) =>
    namespace === undefined
      ? post(`/apis/${rbac}/v1/clusterroles`, { metadata: { name, labels }, rules })
      : post(`/apis/${rbac}/v1/namespaces/${namespace}/roles`, { metadata: { name }, rules });
  const bind = (namespace: string | undefined, name: string, kind: string, roleName: string, subjects: object[]) => {
    const body = { metadata: { name }, roleRef: { apiGroup: rbac, kind, name: roleName }, subjects };
    return post(
      namespace === undefined
        ? `/apis/${rbac}/v1/clusterrolebindings`
        : `/apis/${rbac}/v1/namespaces/${namespace}/rolebindings`,
      body,
    );
  };
  const user = (name: string) => ({ kind: 'User', apiGroup: rbac, name });
  const rule = (verbs: string[], resources: string[], apiGroups = ['']) => ({ verbs, resources, apiGroups });
  const volume = async (name: string, region: string | undefined, source: object, extra = {}) => {
    const terms = [{ matchExpressions: [{ key: 'topology.kubernetes.io/region', operator: 'In', values: [region] }] }];
    const affinity = region === undefined ? {} : { nodeAffinity: { required: { nodeSelectorTerms: terms } } };
    const claimRef = { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace: 'health', name };
    const spec = {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'plain',
      claimRef,
      ...affinity,
      ...source,
      ...extra,
    };
    await post('/api/v1/persistentvolumes', { metadata: { name }, spec });
    const wants = {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'plain',
      volumeName: name,
      ...extra,
    };
    await post('/api/v1/namespaces/health/persistentvolumeclaims', { metadata: { name }, spec: wants });
  };

  beforeAll(async () => {
    cluster = await start({ users });
    const names = ['admin', ...users.map(({ name }) => name)];
    const contexts = names.map((name) => ({ name, context: { cluster: 'lab', user: name } }));
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      contexts,
      clusters: [{ name: 'lab', cluster: { server: cluster.url, 'certificate-authority': cluster.caFile } }],
      users: names.map((name) => ({ name, user: { token: cluster.users[name]!.token } })),
    };
    process.env['KUBECONFIG'] = join(mkdtempSync(join(tmpdir(), 'cloison-kube-')), 'config');
    writeFileSync(process.env['KUBECONFIG'], JSON.stringify(config), { mode: 0o600 });

    await addNode(cluster, 'eu-1', 'eu-private');
    await addNode(cluster, 'ap-1', 'ap-southeast-1');
    for (const name of ['health', 'ci']) await post('/api/v1/namespaces', { metadata: { name } });
    await post('/apis/storage.k8s.io/v1/storageclasses', {
      metadata: { name: 'plain' },
      provisioner: 'kubernetes.io/no-provisioner',
    });
    await post('/apis/storage.k8s.io/v1/storageclasses', {
      metadata: { name: 'sealed' },
      provisioner: 'x.example',
      parameters: { encrypted: 'true', kmsKeyId: 'k' },
    });
    await post('/api/v1/namespaces/health/secrets', {
      metadata: { name: 'db' },
      stringData: { password: 'CANARYpassword' },
    });
    await volume('photos', 'eu-private', { local: { path: '/data' } });
    await volume('abroad', 'ap-southeast-1', { local: { path: '/data' } });
    await volume('by-host', undefined, {
      local: { path: '/d' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['ap-1'] }] },
          ],
        },
      },
    });
    await volume('network', undefined, { nfs: { server: '192.0.2.1', path: '/x' } });
    await volume('on-host', undefined, { hostPath: { path: '/x' } }, { storageClassName: 'sealed' });
    await post('/api/v1/namespaces/health/persistentvolumeclaims', {
      metadata: { name: 'unbound' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'plain' },
    });
    const spec = (nodeName: string, claimName?: string) => ({
      nodeName,
      containers: [{ name: 'c', image: 'i', env: [{ name: 'KEY', value: 'CANARYenv' }] }],
      ...(claimName === undefined ? {} : { volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }] }),
    });
    const deploy = (name: string, replicas: number, podSpec: object) => {
      const labels = { app: name };
      return post('/apis/apps/v1/namespaces/health/deployments', {
        metadata: { name },
        spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec } },
      });
    };
    await deploy('files', 1, spec('eu-1', 'on-host'));
    const anti = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: 'both' } }, topologyKey: 'topology.kubernetes.io/region' },
        ],
      },
    };
    const ports = [{ port: 5432 }];
    const service = (name: string, body: object) =>
      post('/api/v1/namespaces/health/services', { metadata: { name }, spec: { ports, ...body } });
    await deploy('inner', 1, spec('eu-1', 'photos'));
    await service('inner', { selector: { app: 'inner' } });
    await service('files', { type: 'NodePort', selector: { app: 'files' } });
    await post('/api/v1/namespaces/health/pods', { metadata: { name: 'by-hand' }, spec: spec('eu-1', 'network') });
    await service('by-hand', { type: 'LoadBalancer' });
    await post('/apis/discovery.k8s.io/v1/namespaces/health/endpointslices', {
      metadata: { name: 'by-hand', labels: { 'kubernetes.io/service-name': 'by-hand' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.9.9.9'], targetRef: { kind: 'Pod', namespace: 'health', name: 'by-hand' } }],
    });
    await deploy('both', 2, { containers: [{ name: 'c', image: 'i' }], affinity: anti });

    await role('health', 'read-secrets', [rule(['get', 'list'], ['secrets'])]);
    await bind('health', 'nurse', 'Role', 'read-secrets', [user('nurse')]);
    await role(undefined, 'exec', [rule(['create'], ['pods/exec'])]);
    await bind('health', 'hk', 'ClusterRole', 'exec', [{ kind: 'Group', apiGroup: rbac, name: 'support-hk' }]);
    await role('ci', 'deploy', [rule(['create'], ['deployments'], ['apps'])]);
    await bind('ci', 'deploys', 'Role', 'deploy', [user('deploys')]);
    await bind(undefined, 'robot', 'ClusterRole', 'cluster-admin', [
      { kind: 'ServiceAccount', namespace: 'ci', name: 'robot' },
    ]);
    await bind('health', 'dev', 'ClusterRole', 'view', [user('dev')]);
    await role(undefined, 'more-view', [rule(['get'], ['secrets'])], {
      'rbac.authorization.k8s.io/aggregate-to-view': 'true',
    });
    await bind(undefined, 'marie.curie@example.org', 'ClusterRole', 'exec', [user('marie.curie@example.org')]);
    const { rules } = parse(readFileSync('docs/kubernetes-auditor.yaml', 'utf8')) as {
      rules: ReturnType<typeof rule>[];
    };
    await role(undefined, 'auditor', rules);
    await bind(undefined, 'auditor', 'ClusterRole', 'auditor', [user('auditor')]);
    const roads = ['services', 'ingresses', 'httproutes'];
    const named = rules.map(({ resources, ...of }) => ({
      ...of,
      resources: resources.filter((each) => !roads.includes(each)),
    }));
    const dim = named.filter(({ resources }) => resources.length > 0);
    await role(undefined, 'blind', dim);
    await bind(undefined, 'blind', 'ClusterRole', 'blind', [user('blind')]);
    await role(undefined, 'half-auditor', [rule(['list'], ['pods', 'namespaces', 'persistentvolumes'])]);
    await bind(undefined, 'half-auditor', 'ClusterRole', 'half-auditor', [user('half-auditor')]);
    for (let tries = 0; tries < 100; tries += 1) {
      const { body } = await ask(cluster, { token: cluster.users['admin']!.token }, '/api/v1/namespaces/health/pods');
      const placed = body.items.filter((pod: { spec: { nodeName?: string } }) => pod.spec.nodeName !== undefined);
      if (placed.length === 5) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    seen = await collected([scope], { whoIs });
  });
  afterAll(() => cluster?.stop());

  const rows = (subject: string) =>
    (seen.value(subject, 'grants')?.grants ?? []).map(({ id, via, rights }) => `${id} ${via} ${rights.join('+')}`);

  test('the whole cluster is reached, and the collection reads back', async () => {
    expect(seen.trailer.coverage).toEqual([
      expect.objectContaining({ place: 'k8s', reached: true, skipped: 0, retries: 0 }),
    ]);
    const text = `${seen.lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
    expect(await readCollection(text)).toHaveProperty('collection');
  });

  test('nodes and volumes lie where topology says, and what has none is unknown', () => {
    const where = (subject: string) =>
      seen.value(subject, 'location')?.region ??
      `${seen.said(subject, 'location')?.state} ${seen.said(subject, 'location')?.origin.code}`;
    expect(where('cluster://k8s/_/Node/ap-1')).toBe('ap-southeast-1');
    expect(where(claim('photos'))).toBe('eu-private');
    expect(where(claim('abroad'))).toBe('ap-southeast-1');
    expect(where(claim('by-host'))).toBe('ap-southeast-1');
    expect(where(claim('network'))).toBe('unknown no-topology');
    expect(where(claim('on-host'))).toBe('eu-private');
    expect(where(claim('unbound'))).toBe('absent not-bound');
    expect(seen.said(claim('gone'), 'exists')).toMatchObject({ state: 'absent' });
  });

  test('a class says how volumes are encrypted, or cannot say', () => {
    expect(seen.value(claim('on-host'), 'encryption')).toEqual({ value: 'provider-key' });
    expect(seen.said(claim('photos'), 'encryption')).toMatchObject({
      state: 'unsupported',
      origin: { code: 'class-silent' },
    });
  });

  test('workloads are where their pods are; one in two regions shows each pod', () => {
    expect(seen.value('cluster://k8s/health/Deployment.apps/files', 'location')).toEqual({
      region: 'eu-private',
      nodes: 1,
    });
    expect(seen.said('cluster://k8s/health/Deployment.apps/both', 'location')).toMatchObject({
      state: 'unknown',
      origin: { code: 'several-regions' },
    });
    const pods = seen.lines.filter(
      (line) =>
        'subject' in line && line.subject.startsWith('cluster://k8s/health/Pod/both') && line.fact === 'location',
    );
    expect(pods.map((line) => ('value' in line ? (line.value as { region: string }).region : '')).sort()).toEqual([
      'ap-southeast-1',
      'eu-private',
    ]);
  });

  test('what leads from the network to a volume is told of that one, and of no other', async () => {
    const door = { state: 'unsupported', origin: { code: 'not-said' } };
    for (const name of ['on-host', 'network']) expect(seen.said(claim(name), 'publicRead'), name).toMatchObject(door);
    for (const name of ['photos', 'abroad', 'unbound'])
      expect(seen.said(claim(name), 'publicRead'), name).toBeUndefined();
    const cloud = await collected([{ ...scope, provider: 'gcp' }], { whoIs });
    expect(cloud.value(claim('network'), 'publicRead')).toEqual({ value: true, via: 'address' });
    expect(cloud.said(claim('on-host'), 'publicRead')).toMatchObject(door);
  });

  test('an auditor who may not list Services knows of no volume that is mounted', async () => {
    const blind = await collected([{ ...scope, profile: 'blind' }], { whoIs });
    expect(blind.trailer.coverage[0]).toMatchObject({ reached: true, skipped: 3 });
    for (const name of ['photos', 'on-host', 'network'])
      expect(blind.said(claim(name), 'publicRead'), name).toMatchObject({ state: 'denied', origin: { code: '403' } });
    for (const name of ['abroad', 'unbound']) expect(blind.said(claim(name), 'publicRead'), name).toBeUndefined();
  });

  test('who reaches a volume: by exec, by deploying, by becoming a robot, by being one; judged against the server itself', async () => {
    expect(rows(claim('photos'))).toEqual(
      expect.arrayContaining([
        'op-support role:_/exec read+write+exec',
        'op-masters role:_/cluster-admin list+read+write+delete+admin+exec',
        'op-robot role:_/cluster-admin list+read+write+delete+admin+exec',
        'op-deploys role:ci/deploy list+read+write+delete+admin+exec',
        'op-dev role:_/view list+read',
      ]),
    );
    expect(rows(claim('photos')).join()).not.toContain('op-nurse');
    const may = async (name: string, verb: string, resource: string, subresource?: string) => {
      const body = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {
          user: name,
          groups: users.find((one) => one.name === name)?.groups,
          resourceAttributes: { namespace: 'health', verb, resource, subresource },
        },
      };
      return (
        await ask(
          cluster,
          { token: cluster.users['admin']!.token },
          '/apis/authorization.k8s.io/v1/subjectaccessreviews',
          { body },
        )
      ).body.status.allowed as boolean;
    };
    const operator: Readonly<Record<string, string>> = {
      nurse: 'op-nurse',
      dev: 'op-dev',
      hk: 'op-support',
      stranger: 'nobody',
    };
    for (const [name, id] of Object.entries(operator)) {
      const reads = rows('cluster://k8s/_/Namespace/health').some(
        (row) => row.startsWith(`${id} `) && row.includes('read'),
      );
      const really = (await may(name, 'get', 'secrets')) || (await may(name, 'create', 'pods', 'exec'));
      expect([name, reads]).toEqual([name, really]);
      const execs = rows(claim('photos')).some((row) => row.startsWith(`${id} `) && row.includes('exec'));
      expect([name, execs]).toEqual([name, await may(name, 'create', 'pods', 'exec')]);
    }
  });

  test('the control plane itself is not listed, somebody unknown is numbered and never named', () => {
    const all = rows(claim('photos'));
    expect(all.filter((row) => row.startsWith('identity-'))).toEqual([
      'identity-1 role:_/auditor list',
      'identity-2 role:_/blind list',
      'identity-3 role:_/half-auditor list',
      'identity-4 role:_/exec list+read+write+delete+admin+exec',
    ]);
    expect(seen.value('place://k8s', 'identities')).toEqual({ known: 6, unknown: 4 });
    expect(seen.text).not.toMatch(/marie|curie|CANARY|system:kube|"nurse"/);
  });

  test('the auditor needs lists only, and sees the same without a right on secrets', async () => {
    const same = await collected([{ ...scope, profile: 'auditor' }], { whoIs });
    expect(same.lines.slice(1, -1)).toEqual(seen.lines.slice(1, -1));
  });

  test('a refused list is denied, never absent, and the place is not wholly read', async () => {
    const half = await collected([{ ...scope, profile: 'half-auditor' }], { whoIs });
    expect(half.trailer.coverage[0]).toMatchObject({ reached: false, reason: 'denied' });
    expect(half.said(claim('photos'), 'exists')).toMatchObject({ state: 'denied', origin: { code: '403' } });
    expect(half.said('cluster://k8s/_/Namespace/health', 'grants')).toMatchObject({ state: 'denied' });
    expect(half.said('cluster://k8s/health/Deployment.apps/files', 'location')).toBeUndefined();
    expect(half.said('place://k8s', 'identities')).toMatchObject({ state: 'denied' });
    expect(half.said('place://k8s', 'exists')).toMatchObject({ state: 'denied', origin: { call: 'LIST nodes' } });
  });

  test('nobody, a context that is not there and a dead server are three reasons', async () => {
    const reason = async (patch: Partial<Scope>) => (await collected([{ ...scope, ...patch }])).trailer.coverage[0];
    expect(await reason({ profile: 'stranger' })).toMatchObject({ reached: false, reason: 'denied' });
    expect(await reason({ profile: 'no-such' })).toMatchObject({ reached: false, reason: 'not-configured' });
  });
});
