/** Finds the routes to a Service: by its name, or by that of another Service that stands for it (ExternalName). */
import { mayLeadTo, same, type Spoken } from './meeting.ts';
import type { RouteSaid, ServiceSaid } from './network.ts';

type Route = Spoken<RouteSaid>;
type Service = Spoken<ServiceSaid>;

export class Leading {
  readonly #routes: readonly Route[];
  readonly #standIns: readonly Service[];
  readonly #byName: ReadonlyMap<string | undefined, readonly Route[]>;
  /** By the name of the Service that they stand for; undefined where only apply tells it. */
  readonly #byTarget: ReadonlyMap<string | undefined, readonly Service[]>;

  constructor(routes: readonly Route[], services: readonly Service[]) {
    this.#routes = routes;
    const pairs = routes.flatMap((route) => {
      const names = new Set([...route.said.services, ...route.said.into.map(({ name }) => name)]);
      return [...names].map((name) => ({ name, route }));
    });
    const byName = Map.groupBy(pairs, ({ name }) => name);
    this.#byName = new Map([...byName].map(([name, found]) => [name, found.map(({ route }) => route)]));
    this.#standIns = services.filter(
      ({ said: { type, standsFor } }) => standsFor !== undefined && (type === undefined || type === 'ExternalName'),
    );
    this.#byTarget = Map.groupBy(this.#standIns, ({ said: { standsFor } }) =>
      standsFor === 'unknown' ? undefined : standsFor?.name,
    );
  }

  #straightTo(service: Service): readonly Route[] {
    const { name } = service.said;
    const named = [name, undefined].flatMap((each) => this.#byName.get(each) ?? []);
    return (name === undefined ? this.#routes : named).filter((route) => mayLeadTo(route, service));
  }

  #standingFor({ said: { name, namespace } }: Service): readonly Service[] {
    const named = [name, undefined].flatMap((each) => this.#byTarget.get(each) ?? []);
    return (name === undefined ? this.#standIns : named).filter(
      ({ said: { standsFor } }) => standsFor === 'unknown' || same(standsFor?.namespace, namespace) !== false,
    );
  }

  to(service: Service): readonly Route[] {
    const services = new Set([service]);
    if (this.#standIns.length > 0)
      for (const each of services) for (const other of this.#standingFor(each)) services.add(other);
    return [...new Set([...services].flatMap((each) => this.#straightTo(each)))];
  }
}
