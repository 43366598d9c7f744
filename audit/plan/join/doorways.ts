/** From the network of a cluster through Services to the volumes behind them: what answers there is judged as a database is. */
import { value } from '../../observe.ts';
import type { ClusterOf } from './clusters.ts';
import type { Container } from './containers.ts';
import type { Kept } from './keep.ts';
import type { Labels, NetworkSaid, PodsSaid, RouteSaid, ServiceSaid } from './network.ts';
import type { Ending } from './rows.ts';
import { answers, routeOpening, serviceOpening, worse, type Opening } from './openings.ts';

interface Spoken<S extends NetworkSaid> {
  readonly kept: Kept;
  readonly said: S;
}
/** `isSure` false: something on the way is known only after apply. */
interface Door {
  readonly service: Spoken<ServiceSaid>;
  readonly routes: readonly Spoken<RouteSaid>[];
  readonly isSure: boolean;
}

type Met = boolean | undefined;
const both = (one: Met, other: Met): Met => (one === false || other === false ? false : one && other);
const same = (one: string | undefined, other: string | undefined): Met =>
  one === undefined || other === undefined ? undefined : one === other;

/** A stream of manifests without a namespace goes into one as a whole. */
const near = (one: Spoken<NetworkSaid>, other: Spoken<NetworkSaid>): Met => {
  const [here, there] = [one.said.namespace, other.said.namespace];
  const together = one.kept.planned.input === other.kept.planned.input;
  return here === undefined && there === undefined && together ? true : same(here, there);
};

/** A selector that is left out selects nothing. */
function selects(selector: Labels, labels: Labels): Met {
  if (selector === undefined) return undefined;
  if (selector.size === 0) return false;
  if (labels === undefined) return undefined;
  let met: Met = true;
  for (const [key, text] of selector) met = both(met, labels.has(key) ? same(text, labels.get(key)) : false);
  return met;
}

const spoken = <S extends NetworkSaid>(all: readonly Kept[], is: S['is']): readonly Spoken<S>[] =>
  all.flatMap((kept) => (kept.network?.is === is ? [{ kept, said: kept.network as S }] : []));

export class Doorways {
  /** By the pods that it opens. */
  readonly #doors = new Map<Kept, Door[]>();
  /** By cluster: pods with a door that mount claims by name. */
  readonly #mounting = new Map<string, Spoken<PodsSaid>[]>();
  readonly #subjects = new Map<Kept, string>();
  readonly #clusterOf: ClusterOf;

  constructor(every: readonly Kept[], clusterOf: ClusterOf) {
    this.#clusterOf = clusterOf;
    const all = every.filter(({ network, maker }) => network !== undefined && maker === undefined);
    // Most clusters open nothing: then nobody looks at their pods.
    for (const [key, own] of Map.groupBy(all, (kept) => clusterOf(kept).key)) this.#readCluster(key, own);
  }

  #readCluster(key: string, own: readonly Kept[]): void {
    const routes = spoken<RouteSaid>(own, 'route');
    const byName = Map.groupBy(
      routes.flatMap((route) => route.said.services.map((name) => ({ name, route }))),
      ({ name }) => name,
    );
    const leadingTo = (service: Spoken<ServiceSaid>) => {
      const { name } = service.said;
      const named = [name, undefined].flatMap((each) => byName.get(each)?.map(({ route }) => route) ?? []);
      return (name === undefined ? routes : named).filter((route) => near(route, service) !== false);
    };
    const open = spoken<ServiceSaid>(own, 'service').flatMap((service) => {
      const [to, { type, externals }] = [leadingTo(service), service.said];
      const isInside = type === 'ClusterIP' && externals.length + to.length === 0;
      return isInside || type === 'ExternalName' ? [] : [{ service, routes: to }];
    });
    if (open.length === 0) return;
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
      if (pods.said.claims.length === 0) continue;
      const mounting = this.#mounting.get(key) ?? [];
      mounting.push(pods);
      this.#mounting.set(key, mounting);
    }
  }

  /** The doors before a volume, and whether it is sure that these pods mount it. */
  #before({ kept }: Container): readonly Door[] {
    const own = kept.maker === undefined ? [] : (this.#doors.get(kept.maker) ?? []);
    if (this.#mounting.size === 0) return own;
    const [name, namespace] = [kept.after?.name?.value, kept.after?.namespace];
    const named = (this.#mounting.get(this.#clusterOf(kept).key) ?? []).flatMap((pods) => {
      const isDefault = namespace === undefined && (pods.said.namespace ?? 'default') === 'default';
      const here = isDefault ? true : same(pods.said.namespace, namespace);
      const mounted = pods.said.claims.map((claim) => both(here, same(claim, name)));
      if (mounted.every((met) => met === false)) return [];
      const isSure = mounted.includes(true);
      return this.#doors.get(pods.kept)!.map((door) => ({ ...door, isSure: door.isSure && isSure }));
    });
    return [...own, ...named];
  }

  /** A volume that something answers for at an address is told as a database: the same facts, and who may come in. */
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
    const publicWrite = value({ value: false });
    return { ...container, kind: 'database', facts: { ...container.facts, publicRead: answers[worst], publicWrite } };
  }

  /** Of a Service or a route that opens a volume; undefined for everything else. */
  endingOf(kept: Kept): Ending | undefined {
    const subject = this.#subjects.get(kept);
    return subject === undefined ? undefined : { outcome: 'judged', subject };
  }
}
