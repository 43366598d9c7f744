/** From the network of a cluster through Services to the pods that mount a claim, as the gate follows them in a plan. */
import { isIP, SocketAddress } from 'node:net';
import type { FactValue } from '../../../estate/index.ts';
import { failed } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import type { ClaimSeen, PodSeen } from '../objects.ts';
import type { Named } from './names.ts';
import { answers, routeOpening, serviceOpening, worse, type Opening } from './openings.ts';
import { routesIn, type Network } from './read.ts';
import type { RouteSeen, ServiceSeen, SliceSeen } from './seen.ts';

type Exposed = Answer<FactValue<'publicRead'>>;
/** Who may come in to a volume, or undefined where nothing stands before it: a volume has no address of its own. */
export type OpeningOf = (claim: ClaimSeen) => Exposed | undefined;
export interface Ways {
  readonly pods: Answer<readonly PodSeen[]>;
  readonly network: Network;
  /** Of the zone: whose balancers they are. */
  readonly provider: string | undefined;
}

const failureOf = (list: Answer<unknown>): Exposed | undefined =>
  list.state === 'value' ? undefined : failed(list.state, list.code);

/** One spelling of each address: Kubernetes has taken zeros in front for nothing, and an address of IPv4 inside one of IPv6 for itself. */
function plain(text: string): string | undefined {
  const address = text.replace(/%.*$/, '').replace(/(^|\.)0+(?=\d)/g, '$1');
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined;
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
}
const plainOf = (all: readonly string[]): readonly string[] => all.flatMap((each) => plain(each) ?? []);

/** Whom the slices of a Service list: by name within its namespace, by address anywhere. */
interface Listed {
  readonly pods: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
}
const listedIn = (slices: readonly SliceSeen[]): Listed => ({
  pods: new Set(slices.flatMap(({ pods }) => pods)),
  addresses: new Set(plainOf(slices.flatMap(({ addresses }) => addresses))),
});

interface Door {
  readonly service: ServiceSeen;
  readonly own: Opening | undefined;
  /** Undefined where nobody knows which routes there are. */
  readonly routes: readonly RouteSeen[] | undefined;
  /** Undefined where nobody knows whom it leads to besides whom it selects. */
  readonly listed: Listed | undefined;
}

/** Undefined where the list that would tell was not read. */
function leadsTo(
  { service: { namespace, selector }, listed }: Door,
  pods: readonly PodSeen[],
  addresses: readonly string[],
): boolean | undefined {
  const wanted = Object.entries(selector);
  const near = pods.filter((pod) => pod.namespace === namespace);
  if (wanted.length > 0 && near.some(({ labels }) => wanted.every(([key, text]) => labels[key] === text))) return true;
  return (
    listed && (near.some(({ name }) => listed.pods.has(name)) || addresses.some((each) => listed.addresses.has(each)))
  );
}

const keyOf = ({ namespace, name }: { readonly namespace: string; readonly name: string | undefined }): string =>
  `${namespace}/${name ?? ''}`;

/** All that routes know a Service by: its own name, and those of Services that stand for it, one after another. */
function namesOf(service: Named, standIns: ReadonlyMap<string, readonly ServiceSeen[]>): readonly Named[] {
  const names = new Map<string, Named>([[keyOf(service), service]]);
  for (const name of names.values())
    for (const other of standIns.get(keyOf(name)) ?? []) names.set(keyOf(other), other);
  return [...names.values()];
}

/** What leads into the cluster from outside, or may. */
function doorsOf(services: readonly ServiceSeen[], { network, provider }: Ways): readonly Door[] {
  const pairs = (routesIn(network).value ?? []).flatMap((route) =>
    route.backends.map((backend) => ({ key: keyOf(backend), route })),
  );
  const byBackend = Map.groupBy(pairs, ({ key }) => key);
  const [others, real] = [true, false].map((is) => services.filter(({ type }) => (type === 'ExternalName') === is));
  const standIns = Map.groupBy(others!, ({ standsFor }) => (standsFor === undefined ? '' : keyOf(standsFor)));
  const slices =
    network.slices.value && Map.groupBy(network.slices.value, (one) => keyOf({ ...one, name: one.service }));
  const routesTo = (service: ServiceSeen): readonly RouteSeen[] =>
    namesOf(service, standIns).flatMap((name) =>
      [name, { ...name, name: undefined }].flatMap(
        (each) => byBackend.get(keyOf(each))?.map(({ route }) => route) ?? [],
      ),
    );
  const isRead = routesIn(network).value !== undefined;
  return real!
    .map((service): Door => {
      const own = serviceOpening(service, provider);
      const routes = isRead ? routesTo(service) : undefined;
      return { service, own, routes, listed: slices && listedIn(slices.get(keyOf(service)) ?? []) };
    })
    .filter(({ own, routes }) => own !== undefined || routes?.length !== 0);
}

/** What was refused on the way is said only where it may hide a door, and hides none that was seen. */
export function openingsFrom(ways: Ways): OpeningOf {
  const { pods, network, provider } = ways;
  const doors = doorsOf(network.services.value ?? [], ways);
  return (claim) => {
    const found = pods.value?.filter(
      ({ namespace, claims, finished }) => !finished && namespace === claim.namespace && claims.includes(claim.name),
    );
    if (found?.length === 0) return undefined;
    if (network.services.value === undefined) return failureOf(network.services);
    if (found === undefined) return doors.length === 0 ? undefined : failureOf(pods);
    const addresses = plainOf(found.flatMap((pod) => pod.addresses));
    let worst: Opening | undefined;
    let unread: Exposed | undefined;
    for (const door of doors) {
      const { own, routes } = door;
      const met = leadsTo(door, found, addresses);
      if (met === undefined) unread ??= failureOf(network.slices);
      if (met !== true) continue;
      worst = [own, ...(routes ?? []).map((route) => routeOpening(route, provider))].reduce(worse, worst);
      if (routes === undefined) unread ??= failureOf(routesIn(network));
    }
    if (worst === 'open') return answers.open;
    if (unread !== undefined || worst === undefined) return unread;
    return worst === 'dark' ? failed('unknown', 'annotation-not-known') : answers.maybe;
  };
}
