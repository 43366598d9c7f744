/** Pods gathered under what made them: a ReplicaSet's pods belong to its Deployment, a Job's to its CronJob. */
import type { OwnedSeen, PodSeen } from './objects.ts';
import type { All } from './lists.ts';
import type { Workload } from './placement.ts';
import { regionOfNode } from './region.ts';

function topOwner(pod: PodSeen, { replicaSets, jobs }: All): { kind: string; name: string } {
  const { owner } = pod;
  // A static pod is owned by its machine: told under it, it would bear the machine's name.
  if (owner === undefined || owner.kind === 'Node') return { kind: 'Pod', name: pod.name };
  const between: Readonly<Record<string, readonly OwnedSeen[] | undefined>> = {
    'ReplicaSet.apps': replicaSets.value,
    'Job.batch': jobs.value,
  };
  const above = between[owner.kind]?.find((row) => row.namespace === pod.namespace && row.name === owner.name)?.owner;
  return above ?? owner;
}

/** When the pods of one workload stand in several regions, each pod is told for itself besides: the one abroad must show. */
function spread({ nodes }: All, { pods }: Workload): boolean {
  const regions = pods
    .map(({ node }) => nodes.value?.find(({ name }) => name === node))
    .map((node) => node && regionOfNode(node).value?.region);
  return new Set(regions).size > 1;
}

export function workloadsOf(all: All): Workload[] {
  const found = new Map<string, Workload & { pods: PodSeen[] }>();
  for (const pod of all.pods.value ?? []) {
    if (pod.finished) continue;
    const { kind, name } = topOwner(pod, all);
    const key = `${pod.namespace}/${kind}/${name}`;
    const workload = found.get(key) ?? { namespace: pod.namespace, kind, name, pods: [] };
    workload.pods.push(pod);
    found.set(key, workload);
  }
  const apart = [...found.values()]
    .filter((workload) => workload.kind !== 'Pod' && spread(all, workload))
    .flatMap(({ namespace, pods }) => pods.map((pod) => ({ namespace, kind: 'Pod', name: pod.name, pods: [pod] })));
  const keyOf = ({ namespace, kind, name }: Workload) => `${namespace}/${kind}/${name}`;
  return [...found.values(), ...apart].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
