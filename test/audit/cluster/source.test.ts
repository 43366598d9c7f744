import { beforeAll, describe, expect, test } from 'vitest';
import type { FactName, Observation } from '../../../estate/index.ts';
import { node, observe, region, serving, writeKubeconfig } from './fake.ts';

beforeAll(writeKubeconfig);
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const abroad = { 'topology.kubernetes.io/region': 'ap-1', zone: 'z' };
const claim = (name: string, more = {}) => ({
  metadata: { namespace: 'ns', name },
  spec: { volumeName: `pv-${name}`, ...more },
});
const affinity = (...terms: object[]) => ({ nodeAffinity: { required: { nodeSelectorTerms: terms } } });
const term = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
});
const pv = (name: string, spec: object, labels = {}) => ({ metadata: { name: `pv-${name}`, labels }, spec });
const paths: Readonly<Record<string, string>> = {
  nodes: '/api/v1/nodes',
  pvs: '/api/v1/persistentvolumes',
  pvcs: '/api/v1/persistentvolumeclaims',
  pods: '/api/v1/pods',
  namespaces: '/api/v1/namespaces',
  classes: '/apis/storage.k8s.io/v1/storageclasses',
  replicasets: '/apis/apps/v1/replicasets',
  jobs: '/apis/batch/v1/jobs',
  roles: `${rbac}/roles`,
  clusterroles: `${rbac}/clusterroles`,
  rolebindings: `${rbac}/rolebindings`,
  clusterrolebindings: `${rbac}/clusterrolebindings`,
};
type World = Readonly<Record<string, readonly object[] | number>>;
async function see(world: World, more = {}, containers: readonly string[] = []) {
  const answers = Object.fromEntries(
    Object.entries(world).map(([name, items]) => [
      paths[name]!,
      () => (typeof items === 'number' ? new Response('', { status: items }) : Response.json({ items })),
    ]),
  );
  const seen = await observe(serving(answers), more, containers);
  const said = (subject: string, fact: FactName): Observation | undefined =>
    seen.observations.find((one) => one.subject === `cluster://k8s/${subject}` && one.fact === fact);
  const where = (subject: string) => {
    const one = said(subject, 'location')!;
    return (one.value as { region?: string } | undefined)?.region ?? `${one.state} ${one.origin.code}`;
  };
  return { ...seen, said, where };
}
const nodes = [node('eu', region), node('ap', abroad), node('bare', {})];

describe('where a claim lies', () => {
  test.each([
    ['named region', affinity(term('topology.kubernetes.io/region', 'In', 'x')), 'x'],
    ['one of two regions', affinity(term('topology.kubernetes.io/region', 'In', 'x', 'y')), 'unknown several-regions'],
    [
      'one region or another',
      affinity(term('topology.kubernetes.io/region', 'In', 'x'), term('topology.kubernetes.io/region', 'In', 'y')),
      'unknown several-regions',
    ],
    ['a driver’s own key', affinity(term('zone', 'In', 'z')), 'ap-1'],
    ['a key that must be there', affinity(term('zone', 'Exists')), 'ap-1'],
    [
      'a key that must not',
      affinity({
        matchExpressions: [
          { key: 'zone', operator: 'DoesNotExist' },
          { key: 'topology.kubernetes.io/region', operator: 'Exists' },
        ],
      }),
      'eu-central-1',
    ],
    [
      'all but one zone',
      affinity({
        matchExpressions: [
          { key: 'zone', operator: 'NotIn', values: ['z'] },
          { key: 'topology.kubernetes.io/region', operator: 'Exists' },
        ],
      }),
      'eu-central-1',
    ],
    ['an operator nobody knows', affinity(term('zone', 'Near', 'z')), 'unknown no-topology'],
    ['a node’s name', affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['ap'] }] }), 'ap-1'],
    ['a node that is gone', affinity(term('zone', 'In', 'gone')), 'unknown no-node'],
    [
      'a node without region',
      affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['bare'] }] }),
      'unknown no-topology',
    ],
    ['a network, without topology', { csi: { driver: 'x' } }, 'unknown no-topology'],
    ['a network, by its class', { csi: { driver: 'x' }, storageClassName: 'there' }, 'ap-1'],
    ['a folder of the node it is mounted on', { hostPath: { path: '/' } }, 'ap-1'],
  ])('by %s', async (_name, spec, expected) => {
    const classes = [
      { metadata: { name: 'there' }, allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['z'] }] }] },
    ];
    const pods = [
      {
        metadata: { namespace: 'ns', name: 'p' },
        spec: { nodeName: 'ap', volumes: [{ persistentVolumeClaim: { claimName: 'c' } }, {}] },
      },
    ];
    const { where } = await see({ nodes, classes, pods, pvs: [pv('c', spec)], pvcs: [claim('c')] });
    expect(where('ns/PersistentVolumeClaim/c')).toBe(expected);
  });

  test('by the label of the volume; and not at all when it is missing, not mounted, or a list is refused', async () => {
    const path = 'ns/PersistentVolumeClaim/c';
    const host = [pv('c', { hostPath: { path: '/' } })];
    expect((await see({ pvs: [pv('c', { csi: {} }, region)], pvcs: [claim('c')] })).where(path)).toBe('eu-central-1');
    expect((await see({ pvcs: [claim('c')] })).where(path)).toBe('error volume-missing');
    expect((await see({ nodes, pvs: host, pvcs: [claim('c')] })).where(path)).toBe('unknown no-node');
    expect((await see({ pvs: 403, pvcs: [claim('c')] })).where(path)).toBe('denied 403');
    expect((await see({ pods: 403, pvs: host, pvcs: [claim('c')] })).where(path)).toBe('denied 403');
    expect((await see({ classes: 403, pvs: [pv('c', { csi: {} })], pvcs: [claim('c')] })).where(path)).toBe(
      'denied 403',
    );
    expect(
      (await see({ nodes: 403, pvs: [pv('c', affinity(term('zone', 'In', 'z')))], pvcs: [claim('c')] })).where(path),
    ).toBe('denied 403');
    expect((await see({ classes: 403, pvcs: [claim('c')] })).said(path, 'encryption')?.state).toBe('denied');
    expect((await see({ pvcs: 404 }, {}, [`cluster://k8s/${path}`])).said(path, 'exists')).toMatchObject({
      state: 'unsupported',
    });
  });

  test.each([
    [{ encrypted: 'true' }, 'provider-key'],
    [{ 'csi.storage.k8s.io/kmsKeyId': 'k' }, 'provider-key'],
    [{ encrypted: 'false' }, 'none'],
    [{ type: 'ssd' }, undefined],
  ])('a class with %j says %s of encryption', async (parameters, expected) => {
    const world = { classes: [{ metadata: { name: 's' }, parameters }], pvcs: [claim('c', { storageClassName: 's' })] };
    expect((await see(world)).said('ns/PersistentVolumeClaim/c', 'encryption')?.value).toEqual(
      expected && { value: expected },
    );
  });
});

test('pods belong to what made them, finished ones to nobody, and a pod on an unseen node is unknown', async () => {
  const owner = (kind: string, name: string, apiVersion: string) => ({
    ownerReferences: [{ controller: true, kind, name, apiVersion }],
  });
  const pod = (name: string, nodeName: string | undefined, meta = {}, status = {}) => ({
    metadata: { namespace: 'ns', name, ...meta },
    spec: { nodeName },
    status,
  });
  const { where, said } = await see({
    nodes,
    replicasets: [{ metadata: { namespace: 'ns', name: 'web-1', ...owner('Deployment', 'web', 'apps/v1') } }],
    jobs: [{ metadata: { namespace: 'ns', name: 'night-1', ...owner('CronJob', 'night', 'batch/v1') } }],
    pods: [
      pod('web-1-a', 'eu', owner('ReplicaSet', 'web-1', 'apps/v1')),
      pod('night-1-a', 'ap', owner('Job', 'night-1', 'batch/v1')),
      pod('loose', 'gone'),
      pod('waiting', undefined),
      pod('done', 'ap', {}, { phase: 'Succeeded' }),
      pod('rc-a', 'eu', owner('ReplicationController', 'rc', 'v1')),
      pod('etcd-ap', 'ap', owner('Node', 'ap', 'v1')),
    ],
  });
  // The mirror of a static pod is owned by its machine, and is no machine.
  expect(where('ns/Pod/etcd-ap')).toBe('ap-1');
  expect(said('ns/Node/ap', 'exists')).toBeUndefined();
  expect(where('ns/Deployment.apps/web')).toBe('eu-central-1');
  expect(where('ns/CronJob.batch/night')).toBe('ap-1');
  expect(where('ns/ReplicationController/rc')).toBe('eu-central-1');
  expect(where('ns/Pod/loose')).toBe('unknown node-missing');
  expect(where('ns/Pod/waiting')).toBe('absent not-scheduled');
  expect(said('ns/Pod/done', 'exists')).toBeUndefined();
});

describe('who reaches a claim and the secrets beside it', () => {
  const user = { kind: 'User', name: 'u' };
  const rule = (verbs: string, resources: string, apiGroups = '', resourceNames?: string[]) => ({
    verbs: verbs.split(' '),
    resources: resources.split(' '),
    apiGroups: [apiGroups],
    resourceNames,
  });
  const bound = (rules: object[], subjects: object[] = [user], namespace: string | undefined = 'ns') => ({
    clusterroles: [{ metadata: { name: 'r' }, rules }],
    [namespace === 'all' ? 'clusterrolebindings' : 'rolebindings']: [
      {
        metadata: { name: 'b', ...(namespace === 'all' ? {} : { namespace }) },
        roleRef: { kind: 'ClusterRole', name: 'r' },
        subjects,
      },
    ],
  });
  const rights = async (world: World) => {
    const { said } = await see({ namespaces: [{ metadata: { name: 'ns' } }], pvcs: [claim('c')], ...world });
    const of = (subject: string) =>
      (said(subject, 'grants')?.value as { grants: { rights: string[]; id: string }[] } | undefined)?.grants
        .map((grant) => grant.rights.join('+'))
        .join(' ') ?? '-';
    return [of('ns/PersistentVolumeClaim/c'), of('_/Namespace/ns')];
  };
  test.each([
    ['everything', [rule('*', '*', '*')], ['list+read+write+delete+admin+exec', 'list+read+write+delete+admin']],
    ['reading secrets', [rule('get', 'secrets')], ['-', 'read']],
    ['exec', [rule('create', 'pods/exec')], ['read+write+exec', 'read']],
    ['exec, by a star', [rule('create', '*/exec')], ['read+write+exec', 'read']],
    ['making pods', [rule('create', 'pods')], ['read+write+exec', 'read']],
    ['changing a job', [rule('patch', 'cronjobs', 'batch')], ['read+write+exec', 'read']],
    ['the claim by name', [rule('patch', 'persistentvolumeclaims', '', ['c'])], ['write', '-']],
    ['another claim by name', [rule('patch', 'persistentvolumeclaims', '', ['d'])], ['-', '-']],
    ['binding roles', [rule('bind', 'clusterroles', 'rbac.authorization.k8s.io')], ['admin', 'admin']],
    ['reading pods', [rule('get list watch', 'pods configmaps')], ['-', '-']],
    ['secrets of another group', [rule('get', 'secrets', 'x.example')], ['-', '-']],
    ['forwarding a port', [rule('create', 'pods/portforward')], ['read+write+exec', 'read']],
    ['speaking to a pod through the API server', [rule('get', 'pods/proxy')], ['read+write+exec', 'read']],
    ['speaking to a service through it', [rule('update', 'services/proxy')], ['read+write+exec', 'read']],
    ['reading what a pod prints', [rule('get', 'pods/log')], ['read', 'read']],
    ['a snapshot of the claim', [rule('create', 'volumesnapshots', 'snapshot.storage.k8s.io')], ['read+admin', '-']],
    ['a new claim, which may clone this one', [rule('create', 'persistentvolumeclaims')], ['read+admin', '-']],
    ['a new claim of another name', [rule('create', 'persistentvolumeclaims', '', ['d'])], ['read+admin', '-']],
    ['the namespace itself', [rule('delete', 'namespaces')], ['delete', 'delete']],
    ['what is not namespaced, by a RoleBinding', [rule('create', 'nodes/proxy')], ['-', '-']],
  ])('%s', async (_name, rules, expected) => expect(await rights(bound(rules))).toEqual(expected));

  test('impersonating, proxying to nodes and signing reach everything when held everywhere, a RoleBinding elsewhere nothing', async () => {
    expect(await rights(bound([rule('impersonate', 'users')], [user], 'all'))).toEqual(['admin', 'admin']);
    expect(await rights(bound([rule('get', 'nodes/proxy')], [user], 'all'))).toEqual(['read+write+exec', 'read']);
    expect(await rights(bound([rule('*', '*', '*')], [user], 'other'))).toEqual(['-', '-']);
  });

  test.each([
    ...['mutatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'].map(
      (name) => [rule('update', name, 'admissionregistration.k8s.io'), ['admin', 'admin']] as const,
    ),
    [rule('create', 'validatingwebhookconfigurations', 'admissionregistration.k8s.io'), ['read', 'read']] as const,
    ...['uids', 'userextras', 'userextras/scopes', 'userextras/*'].map(
      (name) => [rule('impersonate', name, 'authentication.k8s.io'), ['admin', 'admin']] as const,
    ),
    [rule('impersonate:user-info', 'users', 'authentication.k8s.io'), ['admin', 'admin']] as const,
    [rule('list', 'persistentvolumes'), ['list', '-']] as const,
    [rule('create', 'persistentvolumes'), ['read+admin', '-']] as const,
    [rule('create', 'volumesnapshotcontents', 'snapshot.storage.k8s.io'), ['read+admin', '-']] as const,
  ])('%o reaches in when held everywhere, and nothing by a RoleBinding', async (held, expected) => {
    expect(await rights(bound([held], [user], 'all'))).toEqual(expected);
    expect(await rights(bound([held]))).toEqual(['-', '-']);
  });

  test('a role gathers others by label, though no controller wrote its rules; a role that is missing gives nothing', async () => {
    const gathers = (selector: object) => [
      { metadata: { name: 'r' }, aggregationRule: { clusterRoleSelectors: [selector] } },
      { metadata: { name: 'x', labels: { part: 'yes' } }, rules: [rule('get', 'secrets')] },
    ];
    const binding = { rolebindings: bound([])['rolebindings']! };
    expect(await rights({ ...binding, clusterroles: gathers({ matchLabels: { part: 'yes' } }) })).toEqual([
      '-',
      'read',
    ]);
    expect(
      await rights({
        ...binding,
        clusterroles: gathers({ matchExpressions: [{ key: 'part', operator: 'In', values: ['yes'] }] }),
      }),
    ).toEqual(['-', 'read']);
    expect(
      await rights({
        ...binding,
        clusterroles: gathers({ matchExpressions: [{ key: 'part', operator: 'NotIn', values: ['yes'] }] }),
      }),
    ).toEqual(['-', '-']);
    expect(
      await rights({ ...binding, clusterroles: gathers({ matchExpressions: [{ key: 'part', operator: 'Exists' }] }) }),
    ).toEqual(['-', 'read']);
    expect(await rights({ ...binding, clusterroles: [] })).toEqual(['-', '-']);
  });

  test('who may run as a robot reaches what the robot reaches, step after step', async () => {
    const account = (namespace: string, name: string) => ({ kind: 'ServiceAccount', namespace, name });
    const role = (name: string, ...rules: object[]) => ({ metadata: { name }, rules });
    const bindTo = (namespace: string | undefined, name: string, subject: object) => ({
      metadata: { name: `b-${name}`, ...(namespace === undefined ? {} : { namespace }) },
      roleRef: { kind: 'ClusterRole', name },
      subjects: [subject],
    });
    const { said } = await see(
      {
        pvcs: [claim('c')],
        clusterroles: [
          role('start', rule('create', 'serviceaccounts/token')),
          role('middle', rule('create', 'pods')),
          role('end', rule('*', '*', '*')),
          role('other', rule('get', 'secrets')),
        ],
        rolebindings: [
          bindTo('a', 'start', user),
          bindTo('b', 'middle', account('a', 'one')),
          bindTo('b', 'other', { kind: 'Group', name: 'system:serviceaccounts:b' }),
        ],
        clusterrolebindings: [bindTo(undefined, 'end', account('b', 'two'))],
      },
      {
        whoIs: (_place: string, kind: string, name: string) =>
          name === 'u' ? 'op-u' : kind === 'kubernetes-serviceaccount' && name === 'a/one' ? 'op-one' : undefined,
      },
    );
    const { grants } = said('ns/PersistentVolumeClaim/c', 'grants')!.value as { grants: { id: string; via: string }[] };
    expect(grants.map(({ id, via }) => `${id} ${via}`)).toEqual([
      'identity-2 role:_/end',
      'op-one role:_/middle',
      'op-u role:_/start',
    ]);
  });

  test('strangers are everyone, any account is authenticated, and a binding that only looks like the platform’s is kept', async () => {
    const world = (subject: object, name = 'b', labels = {}, role = 'r') => ({
      pvcs: [claim('c')],
      clusterroles: [{ metadata: { name: role }, rules: [rule('*', '*', '*')] }],
      clusterrolebindings: [
        { metadata: { name, labels }, roleRef: { kind: 'ClusterRole', name: role }, subjects: [subject] },
      ],
    });
    const who = async (made: World) =>
      (
        (await see(made)).said('ns/PersistentVolumeClaim/c', 'grants')?.value as
          | { grants: { who: string }[] }
          | undefined
      )?.grants.map((grant) => grant.who);
    const boot = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
    expect(await who(world({ kind: 'Group', name: 'system:unauthenticated' }))).toEqual(['everyone']);
    expect(await who(world({ kind: 'User', name: 'system:anonymous' }))).toEqual(['everyone']);
    expect(await who(world({ kind: 'Group', name: 'system:authenticated' }))).toEqual(['authenticated']);
    expect(await who(world({ kind: 'User', name: 'system:kube-scheduler' }))).toEqual(['identity']);
    expect(
      await who(world({ kind: 'User', name: 'system:kube-scheduler' }, 'system:x', boot, 'system:x')),
    ).toBeUndefined();
    expect(await who(world({ kind: 'User', name: 'mallory' }, 'system:x', boot, 'system:x'))).toEqual(['identity']);
    expect(
      await who(world({ kind: 'ServiceAccount', namespace: 'kube-system', name: 'y' }, 'system:x', boot, 'system:x')),
    ).toBeUndefined();
    expect(
      await who(world({ kind: 'ServiceAccount', namespace: 'ns', name: 'y' }, 'system:x', boot, 'system:x')),
    ).toEqual(['identity']);
  });

  test('one refused list of four leaves the reach denied, never empty', async () => {
    for (const name of ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings']) {
      const { said } = await see({ pvcs: [claim('c')], [name]: 403 });
      expect(said('ns/PersistentVolumeClaim/c', 'grants')).toMatchObject({ state: 'denied' });
    }
    expect((await see({ pvcs: [claim('c')] })).said('ns/PersistentVolumeClaim/c', 'grants')).toMatchObject({
      state: 'unknown',
      origin: { code: 'no-grant' },
    });
  });
});
