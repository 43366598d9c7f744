import { describe, expect, it } from 'vitest';
import { subjectOf, type Identity, type Operator } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, inputTold, paris, provider, read, resource } from '../telling.ts';

const inCluster = { placeOfInput: () => 'k8s' };
const claim = (spec: Properties = {}, labels: Properties = {}) =>
  resource({
    type: 'PersistentVolumeClaim',
    name: 'photos',
    after: { metadata: { name: 'photos', namespace: 'accreditation', labels }, spec },
  });
const photos = subjectOf.object('k8s', 'accreditation', 'PersistentVolumeClaim', 'photos');
const region = 'topology.kubernetes.io/region';

it('leaves a manifest without a cluster provisional, and names it once the caller or the provider says which', async () => {
  expect((await read([claim()])).rows[0]!.subject).toBe(subjectOf.planned('plan.json', 'PersistentVolumeClaim.photos'));
  expect((await read([claim()], inCluster)).rows[0]!.subject).toBe(photos);
  const pulumi = resource({
    type: 'kubernetes:core/v1:PersistentVolumeClaim',
    provider: 'k',
    after: { metadata: { name: 'photos', namespace: 'accreditation' } },
  });
  const context = provider({ context: 'private' }, { key: 'k', name: 'kubernetes' });
  expect((await read([context, pulumi])).rows[0]!.subject).toBe(photos);
  const terraform = resource({
    type: 'kubernetes_persistent_volume_claim_v1',
    provider: 'k',
    after: { metadata: [{ name: 'photos', namespace: 'accreditation' }] },
  });
  const configured = provider({ config_context: 'private' }, { key: 'k', name: 'kubernetes' });
  expect((await read([configured, terraform])).rows[0]!.subject).toBe(photos);
});

it('lets the estate’s word for the place answer where a manifest cannot say, and nothing where a class is not known', async () => {
  expect(factIn(await read([claim()], inCluster), photos, 'location')).toBe('unsupported');
  expect(factIn(await read([claim()], inCluster), photos, 'encryption')).toBe('unsupported');
  const unsure = await read([claim({ storageClassName: unknownLeaf })], inCluster);
  expect(factIn(unsure, photos, 'location')).toBe('unknown');
  expect(factIn(unsure, photos, 'encryption')).toBe('unknown');
});

it('takes region and encryption from the class a claim uses, and says that an unused class is unused', async () => {
  const abroad = resource({
    type: 'StorageClass.storage.k8s.io',
    name: 'abroad',
    after: {
      metadata: { name: 'abroad' },
      parameters: { encrypted: 'false' },
      allowedTopologies: [{ matchLabelExpressions: [{ key: region, values: ['us-east-1'] }] }],
    },
  });
  const reading = await read([claim({ storageClassName: 'abroad' }), abroad], inCluster);
  expect(factIn(reading, photos, 'location')).toEqual({ region: 'us-east-1' });
  expect(factIn(reading, photos, 'encryption')).toEqual({ value: 'none' });
  expect(reading.rows.map(({ outcome, subject }) => [outcome, subject])).toEqual([
    ['judged', photos],
    ['judged', photos],
  ]);
  expect((await read([abroad], inCluster)).rows[0]).toMatchObject({ outcome: 'out-of-scope', reason: 'unused' });
});

it('places a workload by its affinity, and does not choose between two regions', async () => {
  const deployment = (values: string[]) =>
    resource({
      type: 'Deployment.apps',
      after: {
        metadata: { name: 'x' },
        spec: {
          template: {
            spec: {
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [{ matchExpressions: [{ key: region, operator: 'In', values }] }],
                  },
                },
              },
            },
          },
        },
      },
    });
  const subject = subjectOf.object('k8s', 'default', 'Deployment.apps', 'x');
  expect(factIn(await read([deployment(['eu'])], inCluster), subject, 'location')).toEqual({ region: 'eu' });
  expect(factIn(await read([deployment(['eu', 'us'])], inCluster), subject, 'location')).toBe('unknown');
});

it('tells each volume that a stateful set makes, and one that nobody knows where the template is not known', async () => {
  const set = (volumeClaimTemplates: Properties['x']) =>
    resource({
      type: 'StatefulSet.apps',
      after: {
        metadata: { name: 'db', namespace: 'accreditation', labels: { 'cloison-dataset': 'results' } },
        spec: { replicas: 2, volumeClaimTemplates: volumeClaimTemplates! },
      },
    });
  const reading = await read([set([{ metadata: { name: 'data' }, spec: { storageClassName: 'fast' } }])], inCluster);
  const volume = (ordinal: number) =>
    subjectOf.object('k8s', 'accreditation', 'PersistentVolumeClaim', `data-db-${ordinal}`);
  expect(reading.rows).toHaveLength(1);
  expect([...reading.planned]).toEqual(
    expect.arrayContaining([
      [volume(0), expect.objectContaining({ claims: 'results' })],
      [volume(1), expect.objectContaining({ claims: 'results' })],
    ]),
  );
  const unsure = await read([set(unknownLeaf)], inCluster);
  const provisional = [...unsure.planned.keys()].find((subject) => subject.startsWith('plan:'));
  expect(factIn(unsure, provisional!, 'location')).toBe('unknown');
});

const people = {
  operators: [{ id: 'op-1', employer: 'committee', authority: 'committee', worksIn: 'FR', role: 'x' } as Operator],
  identities: [
    { operator: 'op-1', place: 'k8s', kind: 'kubernetes-user', name: 'someone', from: '2020-01-01' } as Identity,
  ],
};
const estate = estateOf(paris.zones, people);
const binding = (role: Properties, subjects: Properties[]) =>
  resource({
    type: 'RoleBinding.rbac.authorization.k8s.io',
    name: 'b',
    after: { metadata: { name: 'b', namespace: 'accreditation' }, roleRef: role, subjects },
  });
const user = (name: string): Properties => ({ kind: 'User', name });

it('tells who is given what on a claim by a role of the plan or one that clusters bring, operators by their id only', async () => {
  const role = resource({
    type: 'Role.rbac.authorization.k8s.io',
    name: 'r',
    after: {
      metadata: { name: 'r', namespace: 'accreditation' },
      rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
    },
  });
  const own = await read([claim(), role, binding({ kind: 'Role', name: 'r' }, [user('someone'), user('else')])], {
    ...inCluster,
    estate,
  });
  expect(factIn(own, photos, 'grants')).toEqual({
    grants: [
      { who: 'identity', id: 'identity-1', rights: ['read', 'write', 'exec'], via: 'role:accreditation/r' },
      { who: 'operator', id: 'op-1', rights: ['read', 'write', 'exec'], via: 'role:accreditation/r' },
    ],
  });
  expect(own.rows.map(({ outcome, subject }) => [outcome, subject])).toEqual(own.rows.map(() => ['judged', photos]));
  const brought = await read([claim(), binding({ kind: 'ClusterRole', name: 'edit' }, [user('someone')])], {
    ...inCluster,
    estate,
  });
  expect(factIn(brought, photos, 'grants')).toMatchObject({ grants: [{ id: 'op-1', via: 'role:_/edit' }] });
});

it('knows no grants where a role is not in the plan, is half known, or a subject is of no known kind', async () => {
  const half = resource({
    type: 'Role.rbac.authorization.k8s.io',
    name: 'r',
    after: { metadata: { name: 'r', namespace: 'accreditation' }, rules: unknownLeaf },
  });
  const cases = [
    [binding({ kind: 'Role', name: 'elsewhere' }, [user('someone')])],
    [half, binding({ kind: 'Role', name: 'r' }, [user('someone')])],
    [binding({ kind: 'ClusterRole', name: 'edit' }, [{ kind: 'Robot', name: 'x' }])],
    [binding({ kind: 'ClusterRole', name: unknownLeaf }, [user('someone')])],
  ];
  for (const told of cases) {
    const reading = await read([claim(), ...told], { ...inCluster, estate });
    expect(factIn(reading, photos, 'grants')).toBe('unknown');
    expect(reading.rows.every(({ outcome }) => outcome === 'judged' || outcome === 'out-of-scope')).toBe(true);
  }
});

it('lists a binding that reaches no container of the inputs as granting elsewhere', async () => {
  const other = resource({
    type: 'ClusterRoleBinding.rbac.authorization.k8s.io',
    after: {
      metadata: { name: 'x' },
      roleRef: { kind: 'ClusterRole', name: 'view' },
      subjects: [user('someone')],
    },
  });
  expect((await read([other], inCluster)).rows[0]).toMatchObject({
    outcome: 'out-of-scope',
    reason: 'grants-elsewhere',
  });
});

it('does not wave through rights on containers that the estate says lie in the cluster and no input shows', async () => {
  const widely = resource({
    type: 'ClusterRoleBinding.rbac.authorization.k8s.io',
    name: 'w',
    after: {
      metadata: { name: 'w' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [user('someone')],
    },
  });
  const declaring = (lies: string) => estateOf(paris.zones, { datasets: { results: { class: 'D3', lies: [lies] } } });
  const endings = async (lies: string, told: Parameters<typeof read>[0]) =>
    (await read(told, { ...inCluster, estate: declaring(lies) })).rows.map(({ outcome, reason }) => reason ?? outcome);
  const near = binding({ kind: 'ClusterRole', name: 'edit' }, [user('someone')]);
  expect(await endings(photos, [widely])).toEqual(['grants-on-declared']);
  expect(await endings(photos, [near])).toEqual(['grants-on-declared']);
  const other = subjectOf.object('k8s', 'medical', 'PersistentVolumeClaim', 'images');
  expect(await endings(other, [near])).toEqual(['grants-elsewhere']);
  expect(await endings(subjectOf.object('far', 'medical', 'PersistentVolumeClaim', 'i'), [widely])).toEqual([
    'grants-elsewhere',
  ]);
  expect(await endings(photos, [claim(), widely])).toEqual(['judged', 'judged']);
});

it('takes the place that the caller names for manifests alone, and for nothing that the place is not connected as', async () => {
  const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'b' } });
  const context = provider({ context: 'elsewhere' }, { key: 'k', name: 'kubernetes' });
  const after = { metadata: { name: 'photos', namespace: 'accreditation' } };
  const pulumi = resource({ type: 'kubernetes:core/v1:PersistentVolumeClaim', provider: 'k', after });
  for (const told of [[provider({}), bucket], [context, pulumi], [pulumi]])
    for (const place of ['k8s', 'rgw']) {
      const reading = await read(told, { placeOfInput: () => place });
      expect([...reading.planned.values()].map((at) => at.place)).toEqual([undefined]);
      expect(factIn(reading, reading.rows[0]!.subject!, 'location')).toBe('unknown');
    }
  const astray = await read([claim()], { placeOfInput: () => 'rgw' });
  expect(factIn(astray, astray.rows[0]!.subject!, 'location')).toBe('unknown');
});

describe('a ConfigMap or Secret', () => {
  const object = (kind: string, labels: Properties = {}) =>
    resource({ type: kind, name: 's', after: { metadata: { name: 's', namespace: 'a', labels } } });
  const rowOf = async (told: Told) => (await read([inputTold(), told], { placeOfInput: () => 'k8s' })).rows[0]!;

  it.each([
    ['ConfigMap', 'configuration'],
    ['Secret', 'credentials'],
  ])('%s holds settings, and data where it claims some', async (kind, why) => {
    expect(await rowOf(object(kind))).toMatchObject({ outcome: 'out-of-scope', reason: 'holds-nothing', why });
    expect(await rowOf(object(kind, { 'cloison-dataset': 'photos' }))).toMatchObject({
      outcome: 'judged',
      subject: subjectOf.object('k8s', 'a', kind, 's'),
    });
  });

  it.each<[string, Properties]>([
    ['labels that are known after apply', { metadata: { name: 's', labels: unknownLeaf } }],
    ['a label that is known after apply', { metadata: { name: 's', labels: { 'cloison-dataset': unknownLeaf } } }],
    ['a label that is no text', { metadata: { name: 's', labels: { 'cloison-dataset': 7 } } }],
    ['labels that are none', { metadata: { name: 's', labels: true } }],
    ['metadata that are none', { metadata: 7 }],
  ])('may hold data where nobody can tell: %s', async (_what, after) => {
    for (const type of ['kubernetes:core/v1:ConfigMap', 'kubernetes:core/v1:Secret'])
      expect((await rowOf(resource({ type, name: 's', after }))).outcome).not.toBe('out-of-scope');
  });

  it('that gives up its claim was data, and is judged once more', async () => {
    const before = { metadata: { name: 's', labels: { 'cloison-dataset': 'photos' } } };
    const told = resource({ type: 'ConfigMap', operation: 'update', before, after: { metadata: { name: 's' } } });
    expect((await rowOf(told)).outcome).toBe('judged');
  });
});
