import { beforeAll, describe, expect, it } from 'vitest';
import type { PlannedStack, Wire } from '../../../infra/engine/index.ts';
import { inputs, planned } from '../engine/planning.ts';

describe('components', () => {
  let made: PlannedStack;
  beforeAll(async () => {
    made = await planned('components', 'made');
  }, 60_000);

  const of = (type: string, name: string): Wire => {
    const found = made.document.steps.find(({ urn }) => urn.endsWith(`$${type}::${name}`));
    if (found === undefined) throw new Error(`no ${type} ${name}`);
    return found.newState!['inputs'] as Wire;
  };
  const store = 'pulumi-nodejs:dynamic/store:Bucket';

  it('a bucket of a plain store says zone and dataset, keeps versions, and lets its readers read only', () => {
    const { policy, ...rest } = of(store, 'near');
    expect(rest).toEqual({
      bucket: 'payroll',
      endpoint: 'https://store.example',
      region: 'here',
      versioning: true,
      tags: { 'cloison-zone': 'private', 'cloison-dataset': 'payroll' },
    });
    expect(JSON.parse(policy as string)).toMatchObject({
      Statement: [
        { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam:::user/auditor'] }, Action: ['s3:Get*', 's3:List*'] },
      ],
    });
    expect(of(store, 'plain')).toMatchObject({ versioning: false });
    expect(of(store, 'plain')).not.toHaveProperty('policy');
  });

  it('a bucket of a cloud is the user’s own resource, with zone and dataset among its tags', () => {
    expect(of('aws:s3/bucket:Bucket', 'cloud')).toEqual({
      bucket: 'press-kit',
      region: 'eu-west-3',
      tags: { 'cloison-zone': 'private', 'cloison-dataset': 'press-kit', team: 'press' },
    });
  });

  it('nothing leaves a namespace but to itself, to its names service and to its own side', () => {
    const { spec } = of('kubernetes:networking.k8s.io/v1:NetworkPolicy', 'space-network') as { spec: Wire };
    const [inner, names, networks, ...more] = spec['egress'] as { to: Wire[]; ports?: unknown[] }[];
    expect(spec).toMatchObject({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(inner).toEqual({ to: [{ podSelector: {} }] });
    expect(names!.ports).toHaveLength(2);
    expect(networks).toEqual({ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }] });
    expect(more).toEqual([]);
    const closed = of('kubernetes:networking.k8s.io/v1:NetworkPolicy', 'empty-network') as { spec: Wire };
    expect(JSON.stringify(closed)).not.toContain('ipBlock');
  });

  it('its storage lies in one region, its readers look and no more, and without readers nobody is admitted', () => {
    expect(of('kubernetes:storage.k8s.io/v1:StorageClass', 'space-storage')).toMatchObject({
      metadata: { name: 'medical-here' },
      allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/region', values: ['here'] }] }],
    });
    expect(of('kubernetes:rbac.authorization.k8s.io/v1:Role', 'space-readers')['rules']).toEqual([
      { apiGroups: [''], resources: ['pods', 'persistentvolumeclaims'], verbs: ['get', 'list', 'watch'] },
    ]);
    expect(of('kubernetes:rbac.authorization.k8s.io/v1:RoleBinding', 'space-readers')['subjects']).toEqual([
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'doctor' },
    ]);
    expect(() => of('kubernetes:rbac.authorization.k8s.io/v1:RoleBinding', 'empty-readers')).toThrow('no kubernetes');
  });

  it('a volume says its dataset and takes the storage of its namespace', () => {
    expect(of('kubernetes:core/v1:PersistentVolumeClaim', 'images')).toMatchObject({
      metadata: {
        name: 'images',
        namespace: 'medical',
        labels: {
          'cloison-zone': 'private',
          'cloison-dataset': 'medical-images',
          'topology.kubernetes.io/region': 'here',
        },
      },
      spec: { storageClassName: 'medical-here' },
    });
    expect(inputs(made, 'cluster')).toMatchObject({ context: 'here' });
  });

  it('every object of the cluster is served by the named provider', () => {
    const objects = made.document.steps.filter(({ urn }) => urn.includes('$kubernetes:'));
    expect(objects.length).toBe(11);
    expect(objects.filter(({ provider }) => provider?.includes('::cluster::') !== true)).toEqual([]);
  });

  it('what the judge refuses is not constructed, and the refusal says why and what to do', async () => {
    await expect(planned('components', 'refused')).rejects.toMatchObject({
      code: 'transform-refused',
      values: { resource: `${store} far`, reason: expect.stringMatching(/It would lie abroad\.[^]*Keep it here\./) },
    });
  }, 60_000);
});
