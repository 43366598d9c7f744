/** From the network of a cluster through Services to the pods that mount a claim, as the gate follows them in a plan. */
import type { FactValue } from '../../../estate/index.ts';
import { failed } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import type { ClaimSeen, PodSeen } from '../objects.ts';
import { answers, routeOpening, serviceOpening, worse, type Opening } from './openings.ts';
import { routesIn, type Network } from './read.ts';
import type { RouteSeen, ServiceSeen } from './seen.ts';

type Exposed = Answer<FactValue<'publicRead'>>;
export interface Ways {
  readonly pods: Answer<readonly PodSeen[]>;
  readonly network: Network;
  /** Of the zone: whose balancers they are. */
  readonly provider: string | undefined;
}

const failureOf = (list: Answer<unknown>): Exposed | undefined =>
  list.state === 'value' ? undefined : failed(list.state, list.code);

/** Undefined where the list that would tell was not read. */
function leadsTo(service: ServiceSeen, pods: readonly PodSeen[], { slices }: Network): boolean | undefined {
  const wanted = Object.entries(service.selector);
  if (wanted.length > 0) return pods.some(({ labels }) => wanted.every(([key, text]) => labels[key] === text));
  const own = slices.value?.filter((slice) => slice.namespace === service.namespace && slice.service === service.name);
  return own?.some((slice) =>
    pods.some(
      ({ name, addresses }) => slice.pods.includes(name) || addresses.some((each) => slice.addresses.includes(each)),
    ),
  );
}

const isBehind = ({ backends }: RouteSeen, { namespace, name }: ServiceSeen): boolean =>
  backends.some((backend) => backend.namespace === namespace && backend.name === name);

interface Door {
  readonly service: ServiceSeen;
  readonly own: Opening | undefined;
  /** Undefined where nobody knows which routes there are. */
  readonly routes: readonly RouteSeen[] | undefined;
}

/** What leads into this namespace from outside, or may. */
function doorsOf(namespace: string, services: readonly ServiceSeen[], { network, provider }: Ways): readonly Door[] {
  const routes = routesIn(network).value;
  return services
    .filter((service) => service.namespace === namespace && service.type !== 'ExternalName')
    .map((service): Door => {
      const leading = routes?.filter((route) => isBehind(route, service));
      return { service, own: serviceOpening(service, provider), routes: leading };
    })
    .filter(({ own, routes: leading }) => own !== undefined || leading?.length !== 0);
}

/**
 * Who may come in to a volume, or undefined where nothing stands before it: a volume has no address of its own. What was
 * refused on the way is said only where it may hide a door, and hides none that was seen.
 */
export function openingOf(claim: ClaimSeen, ways: Ways): Exposed | undefined {
  const { pods, network, provider } = ways;
  const mounting = pods.value?.filter(
    ({ namespace, claims, finished }) => !finished && namespace === claim.namespace && claims.includes(claim.name),
  );
  if (mounting?.length === 0) return undefined;
  if (network.services.value === undefined) return failureOf(network.services);
  const doors = doorsOf(claim.namespace, network.services.value, ways);
  if (mounting === undefined) return doors.length === 0 ? undefined : failureOf(pods);
  let worst: Opening | undefined;
  let unread: Exposed | undefined;
  for (const { service, own, routes } of doors) {
    const met = leadsTo(service, mounting, network);
    if (met === undefined) unread ??= failureOf(network.slices);
    if (met !== true) continue;
    worst = [own, ...(routes ?? []).map((route) => routeOpening(route, provider))].reduce(worse, worst);
    if (routes === undefined) unread ??= failureOf(routesIn(network));
  }
  if (worst === 'open') return answers.open;
  if (unread !== undefined || worst === undefined) return unread;
  return worst === 'dark' ? failed('unknown', 'annotation-not-known') : answers.maybe;
}
