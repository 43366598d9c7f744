/** From the network of a cluster through Services to the pods that mount a claim, as the gate follows them in a plan. */
import { BlockList, isIP } from 'node:net';
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

/** Kubernetes takes zeros in front for nothing, Node for an error; a list of Node knows every spelling of one address. */
const plain = (address: string): string => address.replace(/(^|\.)0+(?=\d)/g, '$1');
const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined =>
  isIP(address) === 0 ? undefined : isIP(address) === 6 ? 'ipv6' : 'ipv4';

class Mounting {
  readonly pods: readonly PodSeen[];
  readonly #addresses = new BlockList();
  constructor(pods: readonly PodSeen[]) {
    this.pods = pods;
    for (const address of pods.flatMap(({ addresses }) => addresses)) {
      const family = familyOf(address);
      if (family !== undefined) this.#addresses.addAddress(address, family);
    }
  }

  isSelectedBy({ namespace, selector }: ServiceSeen): boolean {
    const wanted = Object.entries(selector);
    const isMet = (pod: PodSeen) => wanted.every(([key, text]) => pod.labels[key] === text);
    return wanted.length > 0 && this.pods.some((pod) => pod.namespace === namespace && isMet(pod));
  }

  /** By its name within the namespace, by its address from everywhere. */
  isListedIn({ namespace, pods, addresses }: SliceSeen): boolean {
    const isOwn = (text: string): boolean => {
      const [address, family] = [plain(text), familyOf(plain(text))];
      return family !== undefined && this.#addresses.check(address, family);
    };
    return this.pods.some((pod) => pod.namespace === namespace && pods.includes(pod.name)) || addresses.some(isOwn);
  }
}

interface Door {
  readonly service: ServiceSeen;
  readonly own: Opening | undefined;
  /** Undefined where nobody knows which routes there are. */
  readonly routes: readonly RouteSeen[] | undefined;
  /** Undefined where nobody knows whom it leads to besides whom it selects. */
  readonly slices: readonly SliceSeen[] | undefined;
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
  const byBackend = new Map<string, RouteSeen[]>();
  for (const route of routesIn(network).value ?? [])
    for (const backend of route.backends)
      byBackend.set(keyOf(backend), [...(byBackend.get(keyOf(backend)) ?? []), route]);
  const [others, real] = [true, false].map((is) => services.filter(({ type }) => (type === 'ExternalName') === is));
  const standIns = Map.groupBy(others!, ({ standsFor }) => (standsFor === undefined ? '' : keyOf(standsFor)));
  const slices =
    network.slices.value && Map.groupBy(network.slices.value, (one) => keyOf({ ...one, name: one.service }));
  const routesTo = (service: ServiceSeen): readonly RouteSeen[] =>
    namesOf(service, standIns).flatMap((name) =>
      [name, { ...name, name: undefined }].flatMap((each) => byBackend.get(keyOf(each)) ?? []),
    );
  const isRead = routesIn(network).value !== undefined;
  return real!
    .map((service): Door => {
      const own = serviceOpening(service, provider);
      const routes = isRead ? routesTo(service) : undefined;
      return { service, own, routes, slices: slices && (slices.get(keyOf(service)) ?? []) };
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
    const mounting = new Mounting(found);
    let worst: Opening | undefined;
    let unread: Exposed | undefined;
    for (const { service, own, routes, slices } of doors) {
      const met = mounting.isSelectedBy(service) || slices?.some((slice) => mounting.isListedIn(slice));
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
