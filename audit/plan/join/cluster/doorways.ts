/** From the network of a cluster through Services to the volumes behind them. */
import { failed } from '../../../observe.ts';
import type { ClusterOf, Clusters } from './clusters.ts';
import type { Container } from '../containers/containers.ts';
import type { Kept } from '../links/keep.ts';
import { Leading } from './leading.ts';
import { both, near, same, selects, spoken, type Spoken } from './meeting.ts';
import type { PodsSaid, RouteSaid, ServiceSaid } from './network.ts';
import type { Ending } from '../containers/rows.ts';
import { answers, routeOpening, serviceOpening, worse, type Opening } from '../../../cluster/network/openings.ts';

/** `isSure` false: something on the way is known only after apply. */
interface Door {
  readonly service: Spoken<ServiceSaid>;
  readonly routes: readonly Spoken<RouteSaid>[];
  readonly isSure: boolean;
}

/** `claims`: those that its pods mount by name; undefined where the inputs show none of its pods. */
interface Astray {
  readonly service: Spoken<ServiceSaid>;
  readonly route: Spoken<RouteSaid> | undefined;
  readonly claims: ReadonlySet<string | undefined> | undefined;
}
const slot = (key: string, claim: string | undefined): string => `${key}\0${claim === undefined ? '?' : `=${claim}`}`;

export class Doorways {
  /** By the pods that it opens. */
  readonly #doors = new Map<Kept, Door[]>();
  /** Pods with a door that mount claims by name: by cluster and name of the claim. */
  readonly #mounting = new Map<string, Spoken<PodsSaid>[]>();
  /** What may lead to pods or claims that no input shows: Services, and routes to them. */
  readonly #astray = new Map<Kept, Astray>();
  readonly #subjects = new Map<Kept, string>();
  readonly #clusterOf: ClusterOf;

  constructor(every: readonly Kept[], clusterOf: ClusterOf) {
    this.#clusterOf = clusterOf;
    const all = every.filter(({ network, maker }) => network !== undefined && maker === undefined);
    // Most clusters open nothing: then nobody looks at their pods.
    for (const [key, own] of Map.groupBy(all, (kept) => clusterOf(kept).key)) this.#readCluster(key, own);
  }

  #readCluster(key: string, own: readonly Kept[]): void {
    const services = spoken<ServiceSaid>(own, 'service');
    const leading = new Leading(spoken<RouteSaid>(own, 'route'), services);
    const open = services.flatMap((service) => {
      const [to, { type, externals }] = [leading.to(service), service.said];
      const isInside = type === 'ClusterIP' && externals.length + to.length === 0;
      return isInside || type === 'ExternalName' ? [] : [{ service, routes: to }];
    });
    if (open.length === 0) return;
    const mounts = new Map<Spoken<ServiceSaid>, Set<string | undefined>>();
    const bySpace = Map.groupBy(open, ({ service }) => service.said.namespace);
    for (const pods of spoken<PodsSaid>(own, 'pods')) {
      const { namespace } = pods.said;
      const here = [namespace, undefined].flatMap((space) => bySpace.get(space) ?? []);
      const doors = (namespace === undefined ? open : here).flatMap(({ service, routes: to }): Door[] => {
        const met = both(near(service, pods), selects(service.said.selector, pods.said.labels));
        return met === false ? [] : [{ service, routes: to, isSure: met === true }];
      });
      if (doors.length === 0) continue;
      this.#doors.set(pods.kept, doors);
      for (const { service } of doors)
        mounts.set(service, new Set([...(mounts.get(service) ?? []), ...pods.said.claims]));
      for (const claim of new Set(pods.said.claims)) {
        const mounting = this.#mounting.get(slot(key, claim)) ?? [];
        mounting.push(pods);
        this.#mounting.set(slot(key, claim), mounting);
      }
    }
    for (const { service, routes: to } of open) {
      if (service.said.selector?.size === 0) continue;
      const claims = mounts.get(service);
      this.#astray.set(service.kept, { service, route: undefined, claims });
      for (const route of to) this.#astray.set(route.kept, { service, route, claims });
    }
  }

  /** The doors before a volume, and whether it is sure that these pods mount it. */
  #before({ kept }: Container): readonly Door[] {
    const own = kept.maker === undefined ? [] : (this.#doors.get(kept.maker) ?? []);
    if (this.#mounting.size === 0) return own;
    const [name, namespace] = [kept.after?.name?.value, kept.after?.namespace];
    const { key } = this.#clusterOf(kept);
    const slots = name === undefined ? [...this.#mounting.keys()].filter((each) => each.startsWith(slot(key, ''))) : [];
    const mounting = [...slots, slot(key, name), slot(key, undefined)].flatMap(
      (each) => this.#mounting.get(each) ?? [],
    );
    const named = [...new Set(mounting)].flatMap((pods) => {
      const isDefault = namespace === undefined && (pods.said.namespace ?? 'default') === 'default';
      const here = isDefault ? true : same(pods.said.namespace, namespace);
      const mounted = pods.said.claims.map((claim) => both(here, same(claim, name)));
      if (mounted.every((met) => met === false)) return [];
      const isSure = mounted.includes(true);
      return this.#doors.get(pods.kept)!.map((door) => ({ ...door, isSure: door.isSure && isSure }));
    });
    return [...own, ...named];
  }

  /** A volume has no address: only of one that something answers for is it told who may come in. */
  served(container: Container): Container {
    if (this.#doors.size === 0 || container.kept.entry!.row.object !== 'PersistentVolumeClaim') return container;
    const { provider } = container.placed;
    let worst: Opening | undefined;
    for (const { service, routes, isSure } of this.#before(container)) {
      const ways = [
        [service.kept, serviceOpening(service.said, provider)],
        ...routes.map(({ kept, said }) => [kept, routeOpening(said, provider)] as const),
      ] as const;
      for (const [kept, opening] of ways) {
        if (opening === undefined) continue;
        worst = worse(worst, isSure || opening === 'maybe' ? opening : 'dark');
        const known = this.#subjects.get(kept);
        if (known === undefined || container.subject < known) this.#subjects.set(kept, container.subject);
      }
    }
    if (worst === undefined) return container;
    const publicWrite = failed('absent', 'no-setting');
    return { ...container, facts: { ...container.facts, publicRead: answers[worst], publicWrite } };
  }

  /** Of a Service or a route that opens a volume, or may open what the estate says lies there; undefined for everything else. */
  endingOf(kept: Kept, clusters: Clusters): Ending | undefined {
    const subject = this.#subjects.get(kept);
    if (subject !== undefined) return { outcome: 'judged', subject };
    const astray = this.#astray.get(kept);
    const held = astray && clusters.heldAt(kept);
    if (astray === undefined || held === undefined) return undefined;
    const { service, route, claims } = astray;
    const opening = route ? routeOpening(route.said, held.provider) : serviceOpening(service.said, held.provider);
    const space = service.said.namespace;
    const isMet = held.targets.some(
      ({ namespace, claim }) =>
        claim !== undefined &&
        same(namespace, space) !== false &&
        (claims === undefined || claims.has(claim) || claims.has(undefined)),
    );
    return opening !== undefined && isMet ? { outcome: 'not-understood', reason: 'opens-on-declared' } : undefined;
  }
}
