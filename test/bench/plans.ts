/**
 * Changes of any size for the benchmark, the same bytes for the same number: a Terraform plan and a stream of Kubernetes
 * manifests. Every 18th container lies abroad or is public, so the verdict of a run can be asserted before its time is told.
 */
const abroad = (at: number): boolean => at % 36 === 7;
const open = (at: number): boolean => at % 36 === 25;

/** How many resources of `count` any gate must deny. */
export function deniedOf(count: number): number {
  return Array.from({ length: count }, (_, at) => Number(abroad(at) || open(at))).reduce((sum, each) => sum + each, 0);
}

function bucket(at: number, padding: string): object {
  const address = `aws_s3_bucket.b${at}`;
  const known = { acceleration_status: null, force_destroy: false, object_lock_enabled: false, timeouts: null };
  const after = {
    ...known,
    bucket: `bench-${at}`,
    region: abroad(at) ? 'us-east-1' : 'eu-central-1',
    acl: open(at) ? 'public-read' : 'private',
    ...(padding === '' ? {} : { notes: padding }),
    tags: { 'cloison-dataset': 'people', owner: `team-${at % 17}`, cost: `centre-${at % 31}` },
  };
  const unknown = { arn: true, bucket_domain_name: true, hosted_zone_id: true, id: true, website: true, tags: {} };
  return {
    address,
    mode: 'managed',
    type: 'aws_s3_bucket',
    name: `b${at}`,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: { tags: {} },
    },
  };
}

const configured = (at: number): object => ({
  address: `aws_s3_bucket.b${at}`,
  mode: 'managed',
  type: 'aws_s3_bucket',
  name: `b${at}`,
  provider_config_key: 'aws',
  expressions: { bucket: { constant_value: `bench-${at}` } },
  schema_version: 0,
});

function planned(at: number, padding: string): object {
  const { change, ...head } = bucket(at, padding) as { change: { after: object } };
  return { ...head, schema_version: 0, values: change.after, sensitive_values: { tags: {} } };
}

/** Written piece by piece: the largest is 500 MB. `padding`: bytes of text that each resource says twice, as plans do. */
export function* terraformPlan(count: number, padding = 0): Generator<string> {
  const notes = 'x'.repeat(padding);
  const list = function* (row: (at: number, notes: string) => object) {
    for (let at = 0; at < count; at += 1) yield `${at === 0 ? '' : ','}${JSON.stringify(row(at, notes))}`;
  };
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
  yield* list(planned);
  yield ']}},"resource_changes":[';
  yield* list(bucket);
  yield '],"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","expressions":{"region":{"constant_value":"eu-central-1"}}}},"root_module":{"resources":[';
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
