/** From what a plan writes (a region, a zone, an ARN, a host) to a provider and a region of it, as the facts spell them. */
import { byText } from '../../../estate/index.ts';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import known from './providers.json' with { type: 'json' };

interface Spelling {
  readonly lowerCase?: boolean;
  readonly withoutBlanks?: boolean;
  /** Names that stand for several regions: where in them the data lie is not said. */
  readonly several?: readonly string[];
  readonly prefix?: string;
  /** A site's number, or the letter of a zone where a location may be one, is left out: the facts know the site. */
  readonly sites?: string;
  readonly aliases?: Readonly<Record<string, string>>;
}
const spellings: Readonly<Record<string, Spelling>> = known.regions;
const zones: Readonly<Record<string, readonly string[][]>> = known.zones;

/**
 * The region as the facts spell it. `EU` of an object store is a set of regions: its name, where the facts list its members.
 * `a+b` are several, each as the facts spell it.
 */
export function regionOf(provider: string, written: string): Answer<string> {
  if (!written.includes('+')) return oneOf(provider, written);
  const all = written.split('+').map((each) => oneOf(provider, each));
  const failure = all.find((each) => each.value === undefined);
  return failure ?? value([...new Set(all.map((each) => each.value!))].toSorted(byText).join('+'));
}

function oneOf(provider: string, written: string): Answer<string> {
  const { lowerCase, withoutBlanks, several = [], prefix, sites, aliases = {} } = spellings[provider] ?? {};
  const bare = withoutBlanks === true ? written.replaceAll(' ', '') : written.trim();
  const cased = lowerCase === true ? bare.toLowerCase() : bare;
  const short = prefix !== undefined && cased.startsWith(prefix) ? cased.slice(prefix.length) : cased;
  if (short === '') return failed('unknown', 'no-region');
  if (several.includes(short)) return failed('unknown', 'several-regions');
  const site = sites === undefined ? undefined : new RegExp(sites).exec(short)?.[1];
  return value(Object.hasOwn(aliases, short) ? aliases[short]! : (site ?? short));
}

/** Providers whose zones have a known form. */
export const zoned: readonly string[] = Object.keys(zones);
/** Whether zones of this provider have a known form; those of one's own cluster are words of its own. */
export const tellsZones = (provider: string | undefined): boolean => provider !== undefined && provider in zones;
/** A zone of no known form may be a local zone, which lies in another country than its region: it is never cut short. */
export function regionOfZone(provider: string, zone: string): Answer<string> {
  for (const [pattern, region] of zones[provider] ?? []) {
    if (new RegExp(pattern!).test(zone)) return value(zone.replace(new RegExp(pattern!), region!));
  }
  return failed('unknown', 'zone-not-known');
}

/** `arn:partition:service:region:account:rest`; a bucket's own ARN holds no region. */
export function regionOfArn(arn: string): string | undefined {
  const region = arn.startsWith('arn:') ? arn.split(':')[3] : undefined;
  return region === undefined || region === '' ? undefined : region;
}

export interface Host {
  readonly provider: string;
  readonly region: string | undefined;
}
const hosts = known.hosts.map(([pattern, provider]) => ({ pattern: new RegExp(pattern!), provider: provider! }));

/** Whose public endpoint this is; undefined for one's own store, a local address, or what is no URL. */
export function providerOfEndpoint(endpoint: string): Host | undefined {
  const url = /^[a-z]+:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  for (const { pattern, provider } of hosts) {
    const match = pattern.exec(hostname);
    if (match !== null) return { provider, region: match[1] };
  }
  return undefined;
}

/** Whether a type of `table` may be served by this provider: by itself, or by a sovereign partition of it. */
export const isServedBy = (provider: string, table: string): boolean =>
  provider === table || known.partitions.some((row) => row.provider === table && row.is === provider);

/** A sovereign partition has its own operator, though its API is that of another. */
export function partitionOf(provider: string, region: string | undefined): string {
  const found = known.partitions.find((row) => row.provider === provider && row.region === region);
  return found?.is ?? provider;
}
