/**
 * Changes of any size for the benchmark, the same bytes for the same number: a Terraform plan and a stream of Kubernetes
 * manifests. Every 18th container lies abroad or is public, so the verdict of a run can be asserted before its time is told.
 */
import { abroad, clouds, open, type Cloud, type CloudName } from './clouds.ts';

/** How many resources of `count` any gate must deny. */
export function deniedOf(count: number): number {
  return Array.from({ length: count }, (_, at) => Number(abroad(at) || open(at))).reduce((sum, each) => sum + each, 0);
}

const headOf = ({ type, provider }: Cloud, at: number): object => ({
  address: `${type}.b${at}`,
  mode: 'managed',
  type,
  name: `b${at}`,
  provider_name: `registry.terraform.io/${provider}`,
});

const changed = (cloud: Cloud, at: number, notes: object): object => ({
  ...headOf(cloud, at),
  change: {
    actions: ['create'],
    before: null,
    after: { ...cloud.after(at), ...notes },
    after_unknown: cloud.unknown,
    before_sensitive: false,
    after_sensitive: { tags: {} },
  },
});

const planned = (cloud: Cloud, at: number, notes: object): object => ({
  ...headOf(cloud, at),
  schema_version: 0,
  values: { ...cloud.after(at), ...notes },
  sensitive_values: { tags: {} },
});

const configured = ({ type, provider, named }: Cloud, at: number): object => ({
  address: `${type}.b${at}`,
  mode: 'managed',
  type,
  name: `b${at}`,
  provider_config_key: provider.split('/')[1],
  expressions: { [named]: { constant_value: `bench-${at}` } },
  schema_version: 0,
});

export interface Size {
  readonly count: number;
  /** Bytes of text that each resource says twice, as plans do. */
  readonly padding?: number;
  readonly cloud?: CloudName;
}

/** Written piece by piece: the largest is 500 MB. */
export function* terraformPlan({ count, padding = 0, cloud: name = 'aws' }: Size): Generator<string> {
  const cloud: Cloud = clouds[name];
  const notes = padding === 0 ? {} : { notes: 'x'.repeat(padding) };
  const list = function* (row: (cloud: Cloud, at: number, notes: object) => object) {
    for (let at = 0; at < count; at += 1) yield `${at === 0 ? '' : ','}${JSON.stringify(row(cloud, at, notes))}`;
  };
  const full = `registry.terraform.io/${cloud.provider}`;
  const region = { region: { constant_value: cloud.region } };
  const providers = { [name]: { name, full_name: full, expressions: region } };
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
  yield* list(planned);
  yield ']}},"resource_changes":[';
  yield* list(changed);
  yield `],"configuration":{"provider_config":${JSON.stringify(providers)},"root_module":{"resources":[`;
  yield* list(configured);
  yield ']}},"timestamp":"2026-11-22T00:00:00Z","applyable":true,"complete":true,"errored":false}\n';
}

/** Persistent volumes pinned to a region: one document a resource. */
export function* manifests(count: number): Generator<string> {
  for (let at = 0; at < count; at += 1) {
    const region = abroad(at) || open(at) ? 'us-east-1' : 'eu-central-1';
    yield `---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: bench-${at}
  labels:
    cloison-dataset: people
    app.kubernetes.io/name: bench
    team: team-${at % 17}
  annotations:
    cost: "centre ${at % 31}"
spec:
  capacity:
    storage: 10Gi
  accessModes:
    - ReadWriteOnce
  persistentVolumeReclaimPolicy: Retain
  storageClassName: fast
  csi:
    driver: ebs.csi.aws.com
    volumeHandle: vol-${at}
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions:
            - key: topology.kubernetes.io/region
              operator: In
              values:
                - ${region}
`;
  }
}
