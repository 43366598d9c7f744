/** Reads every list once. A refused list is kept as refused: what depends on it is `denied`, never absent. */
import { fault } from '../../estate/index.ts';
import { failed, value } from '../observe.ts';
import type { Answer, Scope, SourceContext } from '../source.ts';
import type { Cluster } from './client.ts';
import { claimOf, classOf, nodeOf, ownedOf, podOf, volumeOf, type ClaimSeen, type OwnedSeen } from './objects.ts';
import { readNetwork, type Network } from './network/read.ts';
import { textAt } from './pick.ts';
import type { Lists } from './placement.ts';
import { principalsOf } from './rbac/held.ts';
import { holdersOf, type Holders } from './rbac/holders.ts';
import { Reach } from './rbac/reach.ts';
import { bindingOf, roleOf } from './rbac/rules.ts';

export interface All extends Lists {
  readonly scope: Scope;
  readonly context: SourceContext;
  readonly namespaces: Answer<readonly string[]>;
  readonly claims: Answer<readonly ClaimSeen[]>;
  readonly replicaSets: Answer<readonly OwnedSeen[]>;
  readonly jobs: Answer<readonly OwnedSeen[]>;
  readonly network: Network;
  readonly access: Answer<{ readonly reach: Reach; readonly holders: Holders }>;
}

const rbac = '/apis/rbac.authorization.k8s.io/v1';

async function readAccess({ list }: Cluster, { id }: Scope, { mask, whoIs }: SourceContext): Promise<All['access']> {
  const [roles, clusterRoles, bindings, clusterBindings] = await Promise.all([
    list(`${rbac}/roles`, roleOf),
    list(`${rbac}/clusterroles`, roleOf),
    list(`${rbac}/rolebindings`, bindingOf),
    list(`${rbac}/clusterrolebindings`, bindingOf),
  ]);
  const missing = [roles, clusterRoles, bindings, clusterBindings].find(({ state }) => state !== 'value');
  if (missing !== undefined) return failed(missing.state === 'value' ? 'error' : missing.state, missing.code);
  const allRoles = [...roles.value!, ...clusterRoles.value!];
  const principals = principalsOf(allRoles, [...bindings.value!, ...clusterBindings.value!], mask);
  return value({ reach: new Reach(principals), holders: holdersOf(id, principals, whoIs) });
}

/** Where not even one list answers, the cluster was not reached; where one that names containers is refused, not wholly read. */
function account(
  lists: Readonly<Record<string, Answer<unknown>>>,
  naming: readonly string[],
  { tally }: SourceContext,
  place: string,
): void {
  const all = Object.entries(lists);
  const first = all[0]![1];
  if (all.every(([, { state }]) => state === 'denied')) throw fault('source-refused', { place, reason: 'denied' });
  if (all.every(([, { state, code = '' }]) => state === 'error' && !/^\d/.test(code))) {
    throw fault('source-unreachable', { place, reason: first.code === undefined ? 'failed' : 'unreachable' });
  }
  for (const [name, { state }] of all) {
    if (state === 'value') continue;
    tally.skipped += 1;
    if (naming.includes(name)) tally.reason = state === 'denied' ? 'denied' : 'failed';
  }
}

export async function readAll(cluster: Cluster, scope: Scope, context: SourceContext): Promise<All> {
  const { list } = cluster;
  const [nodes, namespaces, volumes, claims, classes, pods, replicaSets, jobs, network, access] = await Promise.all([
    list('/api/v1/nodes', nodeOf),
    list('/api/v1/namespaces', (item) => textAt(item, 'metadata', 'name') ?? ''),
    list('/api/v1/persistentvolumes', volumeOf),
    list('/api/v1/persistentvolumeclaims', claimOf),
    list('/apis/storage.k8s.io/v1/storageclasses', classOf),
    list('/api/v1/pods', podOf),
    list('/apis/apps/v1/replicasets', ownedOf),
    list('/apis/batch/v1/jobs', ownedOf),
    readNetwork(cluster),
    readAccess(cluster, scope, context),
  ]);
  const lists = { nodes, namespaces, volumes, claims, classes, pods, replicaSets, jobs };
  account({ ...lists, ...network, access }, ['nodes', 'namespaces', 'claims', 'pods'], context, scope.id);
  return { scope, context, ...lists, network, access };
}
