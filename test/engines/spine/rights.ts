/** Rights in the cluster: what the auditor needs to read, and what a fault gives somebody. */
import type { Kubernetes } from '../kubernetes/start.ts';
import { create, remove } from './volume.ts';

const api = 'rbac.authorization.k8s.io';
const root = `/apis/${api}/v1`;

/** Lists only, and nothing inside a secret: the rights that the source asks for. */
export async function createAuditorRole(cluster: Kubernetes): Promise<void> {
  const verbs = ['list'];
  const rules = [
    {
      apiGroups: [''],
      resources: ['nodes', 'namespaces', 'pods', 'persistentvolumes', 'persistentvolumeclaims', 'services'],
      verbs,
    },
    { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs },
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs },
    { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
    { apiGroups: ['apps'], resources: ['replicasets'], verbs },
    { apiGroups: ['batch'], resources: ['jobs'], verbs },
    { apiGroups: [api], resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'], verbs },
  ];
  const metadata = { name: 'cloison-auditor' };
  await create(cluster, `${root}/clusterroles`, { apiVersion: `${api}/v1`, kind: 'ClusterRole', metadata, rules });
  await create(cluster, `${root}/clusterrolebindings`, {
    apiVersion: `${api}/v1`,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: api, kind: 'ClusterRole', name: metadata.name },
    subjects: [{ apiGroup: api, kind: 'User', name: 'auditor' }],
  });
}

/** Lets a user run commands in the pods of a namespace, and so open every volume that they mount. */
export async function giveExec(cluster: Kubernetes, namespace: string, user: string): Promise<void> {
  const metadata = { name: `exec-${user}`, namespace };
  const within = `${root}/namespaces/${namespace}`;
  const rules = [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }];
  await create(cluster, `${within}/roles`, { apiVersion: `${api}/v1`, kind: 'Role', metadata, rules });
  await create(cluster, `${within}/rolebindings`, {
    apiVersion: `${api}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: api, kind: 'Role', name: metadata.name },
    subjects: [{ apiGroup: api, kind: 'User', name: user }],
  });
}

export async function takeExec(cluster: Kubernetes, namespace: string, user: string): Promise<void> {
  await remove(cluster, `${root}/namespaces/${namespace}/rolebindings/exec-${user}`);
  await remove(cluster, `${root}/namespaces/${namespace}/roles/exec-${user}`);
}
