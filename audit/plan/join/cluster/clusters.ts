/** The clusters that the inputs speak of: who is given what in each, and on which containers a role or binding tells. */
import { parseSubject, zoneOfPlace, type Estate, type FactValue } from '../../../../estate/index.ts';
import type { Answer } from '../../../source.ts';
import type { Container } from '../containers/containers.ts';
import { givenToEverybody } from './everybody.ts';
import type { Kept } from '../links/keep.ts';
import type { Target } from '../../../cluster/rbac/reach.ts';
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

/** What of a cluster the estate says that data lie in; a subject of another form is refused where estates are read. */
function declaredIn({ datasets }: Estate, place: string): readonly Target[] {
  const subjects = Object.values(datasets).flatMap(({ lies = [], copies = [] }) => [
    ...lies,
    ...copies.map(({ subject }) => subject),
  ]);
  return subjects.flatMap((subject) => {
    if (!subject.startsWith('cluster://')) return [];
    const [where, namespace, kind, name] = parseSubject(subject).segments;
    if (where !== place || namespace === undefined || namespace === '_') return [];
    return [{ namespace, claim: kind === 'PersistentVolumeClaim' ? name : undefined }];
  });
}

export class Clusters {
  readonly #reaches = new Map<string, PlannedReach>();
  readonly #said = new Map<string, readonly RbacSaid[]>();
  readonly #clusterOf: ClusterOf;
  readonly #estate: Estate;

  constructor(all: readonly Kept[], clusterOf: ClusterOf, estate: Estate, at: string) {
    this.#clusterOf = clusterOf;
    this.#estate = estate;
    const said = all.filter((kept) => kept.after?.rbac !== undefined);
    for (const [key, own] of Map.groupBy(said, (kept) => clusterOf(kept).key)) {
      const rbac = own.map((kept) => kept.after!.rbac!);
      this.#said.set(key, rbac);
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

  /** Whether it gives something, or may, on what the estate says lies in this cluster already and no input shows. */
  reachesDeclared(kept: Kept): boolean {
    const said = kept.after?.rbac;
    const { key, place } = this.#clusterOf(kept);
    const reach = this.#reaches.get(key);
    if (said === undefined || place === undefined || reach === undefined) return false;
    const [via, space] = [viaOfSaid(said), spaceOf(said)];
    return declaredIn(this.#estate, place).some((target) => {
      if (space !== undefined && space !== target.namespace) return false;
      const { value, state } = reach.on(target);
      return value?.grants.some((grant) => grant.via === via) ?? state === 'unknown';
    });
  }

  /** Whether it gives everybody something, in one namespace or in all. */
  opensToEverybody(kept: Kept): 'one' | 'all' | undefined {
    const said = kept.after?.rbac;
    return said && givenToEverybody(said, this.#said.get(this.#clusterOf(kept).key) ?? []);
  }

  /** What the estate says lies in the cluster that this is for, and whose it is; undefined where nobody knows the cluster. */
  heldAt(kept: Kept): { readonly provider: string; readonly targets: readonly Target[] } | undefined {
    const { place } = this.#clusterOf(kept);
    const zone = place === undefined ? undefined : zoneOfPlace(this.#estate, place)?.zone;
    return zone && { provider: zone.provider, targets: declaredIn(this.#estate, place!) };
  }
}
