/**
 * A namespace that nothing leaves: labelled with its zone, limited, closed to every other network but what is named, open
 * to the operators that its datasets name, with storage that lies in one region and nowhere else.
 */
import * as pulumi from '@pulumi/pulumi';
import { kubernetes } from './kubernetesSdk.ts';
import { tags } from '../../transform/write.ts';

export interface SovereignNamespaceArgs {
  readonly zone: string;
  readonly namespace: string;
  /** Value of `topology.kubernetes.io/region` on the nodes where its storage may lie. */
  readonly region: string;
  /** CSI driver of its storage class; left out, volumes are made by hand. */
  readonly provisioner?: string;
  /** User names that may look at pods and claims, as `readersOf` gives them. */
  readonly readers: readonly string[];
  /** Networks of its own side, in CIDR notation. What is not named is not reached; the other side is never among them. */
  readonly ownSide?: readonly string[];
  readonly quota?: { readonly storage?: string; readonly claims?: number; readonly pods?: number };
}

const regionLabel = 'topology.kubernetes.io/region';
const dns = { 'k8s-app': 'kube-dns' };
const group = 'rbac.authorization.k8s.io';

/** Inside the namespace, to the names service of the cluster, and to the networks of its own side. */
function egress(ownSide: readonly string[]) {
  const names = {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: dns },
      },
    ],
    ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 })),
  };
  const networks = ownSide.map((cidr) => ({ ipBlock: { cidr } }));
  return [{ to: [{ podSelector: {} }] }, names, ...(networks.length === 0 ? [] : [{ to: networks }])];
}

export class SovereignNamespace extends pulumi.ComponentResource {
  readonly namespace: string;
  /** Its one storage class. */
  readonly storageClass: string;
  readonly region: string;
  readonly zone: string;

  constructor(name: string, args: SovereignNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super('cloison:cluster:SovereignNamespace', name, {}, opts);
    const { zone, namespace, region, readers, ownSide = [], quota = {} } = args;
    const k8s = kubernetes();
    const labels = { [tags.zone]: zone };
    this.namespace = namespace;
    this.storageClass = `${namespace}-${region}`;
    this.region = region;
    this.zone = zone;
    const hardened = { ...labels, 'pod-security.kubernetes.io/enforce': 'restricted' };
    const space = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: namespace, labels: hardened } },
      { parent: this },
    );
    const inside = { parent: this, dependsOn: [space] };
    const metadata = (own: string) => ({ name: own, namespace, labels });

    new k8s.storage.v1.StorageClass(
      `${name}-storage`,
      {
        metadata: { name: this.storageClass, labels },
        provisioner: args.provisioner ?? 'kubernetes.io/no-provisioner',
        reclaimPolicy: 'Retain',
        volumeBindingMode: 'WaitForFirstConsumer',
        allowedTopologies: [{ matchLabelExpressions: [{ key: regionLabel, values: [region] }] }],
      },
      { parent: this },
    );
    const { storage = '1Ti', claims = 20, pods = 50 } = quota;
    const hard = { 'requests.storage': storage, persistentvolumeclaims: `${claims}`, pods: `${pods}` };
    new k8s.core.v1.ResourceQuota(`${name}-quota`, { metadata: metadata('limits'), spec: { hard } }, inside);
    new k8s.networking.v1.NetworkPolicy(
      `${name}-network`,
      {
        metadata: metadata('own-side-only'),
        spec: {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
          ingress: [{ from: [{ podSelector: {} }] }],
          egress: egress(ownSide),
        },
      },
      inside,
    );
    if (readers.length > 0) this.#admit(name, readers, metadata('readers'), inside);
    this.registerOutputs({ namespace, storageClass: this.storageClass });
  }

  /** Looking, and no more: no logs, no commands in pods, no secrets. */
  #admit(
    name: string,
    readers: readonly string[],
    metadata: { readonly name: string; readonly namespace: string },
    opts: pulumi.CustomResourceOptions,
  ): void {
    const { rbac } = kubernetes();
    const rules = [{ apiGroups: [''], resources: ['pods', 'persistentvolumeclaims'], verbs: ['get', 'list', 'watch'] }];
    const role = new rbac.v1.Role(`${name}-readers`, { metadata, rules }, opts);
    new rbac.v1.RoleBinding(
      `${name}-readers`,
      {
        metadata,
        roleRef: { apiGroup: group, kind: 'Role', name: metadata.name },
        subjects: readers.map((reader) => ({ apiGroup: group, kind: 'User', name: reader })),
      },
      { ...opts, dependsOn: [role] },
    );
  }
}
