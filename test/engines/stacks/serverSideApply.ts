/** Planned objects → a real API server: applied by the server itself, as Pulumi's Kubernetes provider does, and deleted again. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Registration } from '../../../infra/engine/index.ts';
import { ask } from '../kubernetes/request.ts';
import type { Kubernetes } from '../kubernetes/start.ts';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export function manifestsIn(registrations: readonly Registration[]): Manifest[] {
  const objects = registrations.filter(({ type, custom }) => custom && type.startsWith('kubernetes:'));
  return objects.map(({ inputs }) => inputs as unknown as Manifest);
}

const token = (cluster: Kubernetes): string => cluster.users['admin']!.token;

/** Path of one object, from what the server itself says of its kinds. */
async function pathOf(cluster: Kubernetes, { apiVersion, kind, metadata }: Manifest): Promise<string> {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const { body } = await ask(cluster, { token: token(cluster) }, root);
  const { resources } = body as { resources: { name: string; kind: string; namespaced: boolean }[] };
  const found = resources.find((resource) => resource.kind === kind && !resource.name.includes('/'))!;
  return `${root}${found.namespaced ? `/namespaces/${metadata.namespace}` : ''}/${found.name}/${metadata.name}`;
}

function patch(cluster: Kubernetes, path: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token(cluster)}`, 'content-type': 'application/apply-patch+yaml' };
    const options = { method: 'PATCH', ca: readFileSync(cluster.caFile), agent: false, headers };
    const sent = request(new URL(`${path}?fieldManager=cloison`, cluster.url), options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** 201 made, 200 there already; anything else throws with what the server said. */
export async function applyObject(cluster: Kubernetes, manifest: Manifest): Promise<number> {
  const path = await pathOf(cluster, manifest);
  const { status, text } = await patch(cluster, path, JSON.stringify(manifest));
  if (![200, 201].includes(status)) throw new Error(`${path}: ${status} ${text}`);
  return status;
}

export async function deleteObject(cluster: Kubernetes, manifest: Manifest): Promise<void> {
  const path = await pathOf(cluster, manifest);
  const { status } = await ask(cluster, { token: token(cluster) }, path, { method: 'DELETE' });
  if (![200, 202, 404].includes(status)) throw new Error(`${path}: ${status}`);
}

export async function isThere(cluster: Kubernetes, manifest: Manifest): Promise<boolean> {
  return (await ask(cluster, { token: token(cluster) }, await pathOf(cluster, manifest))).status === 200;
}

/** What a storage administrator provides for a claim that no driver serves: a volume on one machine, kept for it. */
export function volumeFor(claim: Manifest, node: string): Manifest {
  const { namespace, name } = claim.metadata;
  const { storageClassName } = (claim as unknown as { spec: { storageClassName: string } }).spec;
  const volume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespace}-${name}` },
    spec: {
      capacity: { storage: '10Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName,
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { namespace, name },
      local: { path: `/mnt/${namespace}-${name}` },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
          ],
        },
      },
    },
  };
  return volume;
}
