/** Kubernetes clusters: where nodes, claims and workloads are, and who reaches volumes and secrets, and what leads to volumes. Never a secret's data. */
import type { Observation } from '../../estate/index.ts';
import type { Scope, Source, SourceContext } from '../source.ts';
import { openCluster } from './client.ts';
import { readAll } from './lists.ts';
import { tellNodes, tellPlace, tellSecrets, tellVolumes, tellWorkloads } from './tell.ts';

async function* observe(scope: Scope, context: SourceContext): AsyncGenerator<Observation> {
  const all = await readAll(await openCluster(scope, context), scope, context);
  yield* tellPlace(all);
  yield* tellNodes(all);
  yield* tellVolumes(all);
  yield* tellWorkloads(all);
  yield* tellSecrets(all);
}

export const clusterSource: Source = {
  id: 'kubernetes',
  kind: 'kubernetes',
  rights: [
    'list nodes, namespaces, pods, persistentvolumes, persistentvolumeclaims',
    'list storageclasses.storage.k8s.io',
    'list replicasets.apps, jobs.batch',
    'list services',
    'list ingresses.networking.k8s.io',
    'list httproutes.gateway.networking.k8s.io',
    'list endpointslices.discovery.k8s.io',
    'list roles, rolebindings, clusterroles, clusterrolebindings (rbac.authorization.k8s.io)',
  ],
  fields: [
    'names of nodes, namespaces, volumes, claims, classes, workloads and roles',
    'region and zone labels',
    'provider id of nodes',
    'node affinity of volumes',
    'encryption parameters of classes',
    'node and claims of pods',
    'whether a Service or a route leads from the network to a volume: labels, addresses and annotations are compared, not kept',
    'rules and subjects of RBAC',
  ],
  facts: ['exists', 'location', 'encryption', 'grants', 'identities', 'labels'],
  observe,
};
