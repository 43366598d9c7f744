/** A claim bound to a volume that lies on one node, as a local disk would. */
import { ask } from '../kubernetes/request.ts';
import type { Kubernetes } from '../kubernetes/start.ts';

export interface Volume {
  readonly namespace: string;
  readonly claim: string;
  readonly node: string;
}

async function put(cluster: Kubernetes, path: string, body: object): Promise<void> {
  const answer = await ask(cluster, { token: cluster.users['admin']!.token }, path, { body });
  if (![200, 201, 409].includes(answer.status))
    throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

export async function remove(cluster: Kubernetes, path: string): Promise<void> {
  const answer = await ask(cluster, { token: cluster.users['admin']!.token }, path, { method: 'DELETE' });
  if (![200, 202, 404].includes(answer.status))
    throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

export const create = put;

export function createNamespace(cluster: Kubernetes, name: string): Promise<void> {
  return put(cluster, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

export async function bindVolume(cluster: Kubernetes, { namespace, claim, node }: Volume): Promise<void> {
  const name = `${namespace}-${claim}`;
  const capacity = { storage: '1Gi' };
  const accessModes = ['ReadWriteOnce'];
  await put(cluster, '/api/v1/persistentvolumes', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity,
      accessModes,
      storageClassName: 'local',
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { namespace, name: claim },
      local: { path: `/mnt/${name}` },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
          ],
        },
      },
    },
  });
  await put(cluster, `/api/v1/namespaces/${namespace}/persistentvolumeclaims`, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claim, namespace },
    spec: { accessModes, storageClassName: 'local', volumeName: name, resources: { requests: capacity } },
  });
}
