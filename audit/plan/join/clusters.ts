/** The clusters that the inputs speak of: who is given what in each, and on which containers a role or binding tells. */
import type { Estate, FactValue } from '../../../estate/index.ts';
import type { Answer } from '../../source.ts';
import type { Container } from './containers.ts';
import type { Kept } from './keep.ts';
import { reachOf, type PlannedReach } from './reach.ts';
import type { RbacSaid } from './rbac.ts';

type Grants = Answer<FactValue<'grants'>>;
const viaOf = (namespace: string | undefined, name: string): string => `role:${namespace ?? '_'}/${name}`;

function viaOfSaid(said: RbacSaid): string {
  if (said.is === 'role') return viaOf(said.role.namespace, said.role.name);
  const { role, namespace } = said.binding;
  return viaOf(role.kind === 'ClusterRole' ? undefined : namespace, role.name);
}
const spaceOf = (said: RbacSaid): string | undefined =>
  said.is === 'role' ? said.role.namespace : said.binding.namespace;

/** One cluster: by the place of the estate, or where there is none by the input and provider that speak of it. */
export type ClusterOf = (kept: Kept) => { readonly key: string; readonly place: string | undefined };

export class Clusters {
  readonly #reaches = new Map<string, PlannedReach>();
  readonly #clusterOf: ClusterOf;

  constructor(all: readonly Kept[], clusterOf: ClusterOf, estate: Estate, at: string) {
    this.#clusterOf = clusterOf;
    const said = all.filter((kept) => kept.after?.rbac !== undefined);
    for (const [key, own] of Map.groupBy(said, (kept) => clusterOf(kept).key)) {
      const rbac = own.map((kept) => kept.after!.rbac!);
      this.#reaches.set(key, reachOf(rbac, clusterOf(own[0]!).place, estate, at));
    }
  }

  /** Undefined where nothing of the inputs gives a right in this cluster, or it is no container that rights are given on. */
  grantsOn(kept: Kept): Grants | undefined {
    const object = kept.entry!.row.object;
    const name = kept.after?.name?.value;
    if (this.#reaches.size === 0 || (object !== 'Namespace' && object !== 'PersistentVolumeClaim')) return undefined;
    const reach = this.#reaches.get(this.#clusterOf(kept).key);
    const namespace = object === 'Namespace' ? name : (kept.after?.namespace ?? 'default');
    if (reach === undefined || namespace === undefined) return undefined;
    return reach.on({ namespace, claim: object === 'Namespace' ? undefined : name });
  }

  /** The first container on which this role or binding gives something, or may; undefined where it gives nothing here. */
  firstReached(kept: Kept, containers: Iterable<Container>): Container | undefined {
    const said = kept.after?.rbac;
    if (said === undefined) return undefined;
    const [via, space, { key }] = [viaOfSaid(said), spaceOf(said), this.#clusterOf(kept)];
    let first: Container | undefined;
    for (const container of containers) {
      const grants = container.facts.grants as Grants | undefined;
      if (grants === undefined || this.#clusterOf(container.kept).key !== key) continue;
      const own = container.kept.after!;
      const namespace = container.kind === 'namespace' ? own.name?.value : (own.namespace ?? 'default');
      const given = grants.value?.grants.some((grant) => grant.via === via) ?? grants.state === 'unknown';
      const isNear = space === undefined || space === namespace;
      if (given && isNear && (first === undefined || container.subject < first.subject)) first = container;
    }
    return first;
  }
}
