/** Whether a Service or a route lets in strangers, as far as its object says, planned or seen: the rest is what its cloud makes of it. */
import { BlockList, isIP } from 'node:net';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import { areFixed } from '../../addresses.ts';
import balancers from './balancers.json' with { type: 'json' };

/** A text that is known only after apply is `undefined`, and so is a whole table of them. */
export type Labels = ReadonlyMap<string, string | undefined> | undefined;

/** Something with a way in from the network. */
export interface WaySaid {
  readonly annotations: Labels;
  /** Addresses and names that its balancer was given; left out where nobody looked. */
  readonly given?: readonly string[];
}
export interface BalancerSaid extends WaySaid {
  readonly type: string | undefined;
  /** Whoever makes its balancer is not the one of the cloud. */
  readonly hasClass: boolean;
  readonly ranges: readonly (string | undefined)[];
  readonly externals: readonly (string | undefined)[];
  /** False where it says that its balancer takes no port of the nodes; they stay open whatever the balancer lets in. */
  readonly nodePorts: boolean;
}

/** From the least to the worst: what the estate may answer for, what only apply tells, and open. */
const grades = ['maybe', 'dark', 'open'] as const;
export type Opening = (typeof grades)[number];

export const worse = (one: Opening | undefined, other: Opening | undefined): Opening | undefined =>
  grades.findLast((grade) => grade === one || grade === other);

/** A node port or a controller may stand behind a wall that no manifest shows: the estate says whether it does. */
export const answers: Readonly<Record<Opening, Answer<{ value: boolean; via: string }>>> = {
  open: value({ value: true, via: 'address' }),
  dark: failed('unknown', 'after-apply'),
  maybe: failed('unsupported', 'not-said'),
};

/** What the annotations of this provider say; those of another are nothing to it. */
function schemeOf(annotations: Labels, provider: string | undefined): 'public' | 'internal' | 'dark' | undefined {
  if (annotations === undefined) return 'dark';
  const said = balancers.annotations
    .filter((each) => each.provider === provider && annotations.has(each.name))
    .map(({ name, internal, public: open }) => {
      const text = annotations.get(name);
      if (text === undefined) return 'dark' as const;
      return internal.includes(text) ? ('internal' as const) : open.includes(text) ? ('public' as const) : 'dark';
    });
  return (['public', 'dark', 'internal'] as const).find((word) => said.includes(word));
}

const byScheme = { public: 'open', dark: 'dark', internal: undefined } as const;

/** RFC 6598: whoever has the same carrier, or the same cloud, may have a way there. */
function isShared(address: string): boolean {
  const carriers = new BlockList();
  carriers.addSubnet('100.64.0.0', 10);
  return isIP(address) === 4 && carriers.check(address);
}

/** Addresses of the clusters' own: no router of the internet knows a way to them. */
const isPrivate = (address: string): boolean => areFixed([`${address}/16`]) && !isShared(address);

const clouds: ReadonlySet<string> = new Set([
  ...Object.keys(balancers.publicByDefault),
  ...balancers.annotations.map(({ provider }) => provider),
]);

/**
 * What an address that was given says, where it is not a name: `inside` is no stranger's way, and one of a cloud that
 * is not inside is open. One of a network of one's own may stand behind a wall.
 */
function givenOpening({ given = [] }: WaySaid, provider: string | undefined): Opening | 'inside' | undefined {
  if (given.length === 0 || given.some((address) => isIP(address) === 0)) return undefined;
  if (given.every(isPrivate)) return 'inside';
  if (given.every((address) => isPrivate(address) || isShared(address))) return 'maybe';
  return provider !== undefined && clouds.has(provider) ? 'open' : 'maybe';
}

function balancerOf(service: BalancerSaid, provider: string | undefined): Opening | undefined {
  const { ranges, annotations, hasClass } = service;
  const listed = annotations?.get('service.beta.kubernetes.io/load-balancer-source-ranges')?.split(',') ?? [];
  const all = ranges.length > 0 ? ranges : listed;
  if (all.some((range) => range === undefined)) return 'dark';
  if (all.length > 0 && areFixed(all as readonly string[])) return undefined;
  const given = givenOpening(service, provider);
  if (given !== undefined) return given === 'inside' ? undefined : given;
  const scheme = schemeOf(annotations, provider);
  if (scheme !== undefined) return byScheme[scheme];
  return !hasClass && provider !== undefined && Object.hasOwn(balancers.publicByDefault, provider) ? 'open' : 'maybe';
}

function externalsOf({ externals }: BalancerSaid): Opening | undefined {
  if (externals.some((address) => address === undefined)) return 'dark';
  return externals.every((address) => isPrivate(address!)) ? undefined : 'maybe';
}

function typeOpening(service: BalancerSaid, provider: string | undefined): Opening | undefined {
  switch (service.type) {
    case 'ClusterIP':
    case 'ExternalName':
      return undefined;
    case 'NodePort':
      return 'maybe';
    case 'LoadBalancer':
      return worse(balancerOf(service, provider), service.nodePorts ? 'maybe' : undefined);
    case undefined:
    default:
      return 'dark';
  }
}

export const serviceOpening = (service: BalancerSaid, provider: string | undefined): Opening | undefined =>
  worse(typeOpening(service, provider), externalsOf(service));

export function routeOpening(way: WaySaid, provider: string | undefined): Opening | undefined {
  const { annotations } = way;
  const given = givenOpening(way, provider);
  if (given !== undefined) return given === 'inside' ? undefined : given;
  const scheme = schemeOf(annotations, provider);
  return scheme === undefined ? 'maybe' : byScheme[scheme];
}
