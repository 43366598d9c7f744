import { ask } from './request.ts';
import type { Kubernetes } from './start.ts';

/** A machine that exists only as an object: the scheduler binds pods to it, nothing runs. */
export async function addNode(cluster: Kubernetes, name: string, region: string): Promise<void> {
  const admin = { token: cluster.users['admin']!.token };
  const labels = { 'topology.kubernetes.io/region': region, 'kubernetes.io/hostname': name };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
  const room = { cpu: '8', memory: '16Gi', pods: '50' };
  const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  };
  const status = { capacity: room, allocatable: room, conditions: [ready] };
  const created = await ask(cluster, admin, '/api/v1/nodes', { body: node });
  const made = await ask(cluster, admin, `/api/v1/nodes/${name}/status`, { method: 'PATCH', body: { status } });
  if (created.status !== 201 || made.status !== 200) {
    throw new Error(`node ${name}: ${created.status}, ${made.status}: ${JSON.stringify([created.body, made.body])}`);
  }
}
