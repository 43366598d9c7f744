/**
 * Where a planned container lies, by the order of enforcement.md §1.2: what the resource says itself, its provider's
 * configuration, a setting of the stack. The estate's inventory comes after (`match.ts`). Nothing here guesses.
 */
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import { isMark, type Leaf } from '../table/leaves.ts';
import type { Clue, Row } from '../table/shape.ts';
import { answerOf, configured, endpointIn, type Serving } from './configured.ts';
import known from './providers.json' with { type: 'json' };
import { partitionOf, providerOfEndpoint, regionOf, regionOfArn, regionOfZone } from './region.ts';

/** What a resource says of its place, kept of it when its properties are let go. */
export interface Said {
  readonly as: Clue['as'];
  readonly text: string | undefined;
  readonly code:
    | 'after-apply'
    | 'several-regions'
    | 'wrong-type'
    | 'zone-not-known'
    /** Behind a server or in a store of which nothing says where it is. */
    | 'elsewhere'
    /** Something is used by name that no input shows. */
    | 'not-in-inputs'
    | undefined;
  readonly loose: boolean;
}

export interface Derived {
  /** Id of the facts; undefined where only an endpoint or a context is known. */
  readonly provider: string | undefined;
  readonly region: Answer<string>;
  readonly endpoint: Answer<string> | undefined;
  readonly context: string | undefined;
  /** Of a cluster whose address the change itself gives: it is that one, whatever the context is called. */
  readonly server: Answer<string> | undefined;
}

interface Package {
  readonly endpoints?: readonly string[];
  readonly region: readonly string[];
  readonly context?: readonly string[];
  readonly server?: readonly string[];
  /** Where a zone stands beside the region: what lies in a zone lies in that one. */
  readonly zone?: string;
}
const packages: Readonly<Record<string, Package>> = known.packages;

export function saidBy(leaf: Leaf, { as, loose = false }: Clue): Said {
  if (typeof leaf === 'string') return { as, text: leaf, code: undefined, loose };
  return { as, text: undefined, code: isMark(leaf) ? 'after-apply' : 'wrong-type', loose };
}

/** Replicas and nodes are lists: one that lies elsewhere, or nobody knows where, is not hidden behind the first. */
export function saidByAll(leaves: readonly Leaf[], clue: Clue): readonly Said[] {
  const said = [...new Set(leaves)].map((leaf) => saidBy(leaf, clue));
  const [first, second] = said;
  if (first === undefined || second === undefined) return said;
  // All of them are known: the facts say of each where it is, and the worst counts.
  if (clue.as === 'region' && said.every(({ code }) => code === undefined))
    return [{ ...first, text: said.map(({ text }) => text).join('+'), loose: false }];
  const flawed = said.find(({ code }) => code === 'wrong-type') ?? said.find(({ code }) => code !== undefined);
  return [{ ...first, text: undefined, code: flawed?.code ?? 'several-regions', loose: false }];
}

/** A zone is told by its form: `europe-west1-b` under a provider's `zone`, say. */
const regionOrZone = (provider: string, text: string): Answer<string> => {
  const zone = regionOfZone(provider, text);
  return zone.value === undefined || zone.value === text ? regionOf(provider, text) : zone;
};

function ownRegion(provider: string, said: readonly Said[]): Answer<string> | undefined {
  for (const { as, text, code, loose } of said) {
    if (as === 'endpoint') continue;
    if (text === undefined) {
      if (loose && code === 'after-apply') continue;
      return failed(code === 'wrong-type' ? 'error' : 'unknown', code);
    }
    if ((as === 'region' || as === 'terms') && text !== '') return regionOf(provider, text);
    if (as === 'zone' && text !== '') return regionOfZone(provider, text);
    const region = as === 'arn' ? regionOfArn(text) : undefined;
    if (region !== undefined) return value(region);
  }
  return undefined;
}

/** What the provider's own block says. A region and a zone of another region are two places, and which counts nobody knows. */
function writtenIn(spelt: string, serving: Serving | undefined, its: Package | undefined): Answer<string> | undefined {
  const written = configured(serving, its?.region);
  if (typeof written !== 'string') return written === undefined ? undefined : answerOf(written);
  const region = regionOrZone(spelt, written);
  const beside = its?.zone === undefined ? undefined : configured(serving, [its.zone]);
  if (beside === undefined) return region;
  const zone = typeof beside === 'string' ? regionOfZone(spelt, beside) : answerOf(beside);
  return zone.value === region.value ? region : failed('unknown', 'several-regions');
}

/**
 * `table`: the provider the row's file speaks of, `own` where only the endpoint tells whose it is. What its row calls global
 * takes no region of its provider: with none of its own, the provider stores it where it likes.
 */
export function derive(
  table: string,
  { service, global }: Pick<Row, 'service' | 'global'>,
  said: readonly Said[],
  serving: Serving | undefined,
): Derived {
  const its = packages[serving?.package ?? ''];
  const named = said.find(({ as }) => as === 'endpoint');
  const own = named && (named.text === undefined ? failed('unknown', 'after-apply') : value(named.text));
  const endpoint: Answer<string> | undefined = own ?? endpointIn(serving, its?.endpoints, service);
  const host = endpoint?.value === undefined ? undefined : providerOfEndpoint(endpoint.value);
  // An endpoint of one's own takes the provider away: the AWS plug-in also serves stores that are not Amazon's.
  const provider = endpoint === undefined ? (table === 'own' ? undefined : table) : host?.provider;
  const context = configured(serving, its?.context);
  const server = configured(serving, its?.server);
  const spelt = provider ?? table;
  const region =
    ownRegion(spelt, said) ??
    (global === undefined ? writtenIn(spelt, serving, its) : undefined) ??
    (host?.region === undefined ? undefined : regionOf(spelt, host.region)) ??
    (endpoint !== undefined && endpoint.value === undefined
      ? failed('unknown', 'endpoint-not-known')
      : failed('unknown', 'no-region'));
  return {
    provider: provider === undefined ? undefined : partitionOf(provider, region.value),
    region,
    endpoint,
    context: typeof context === 'string' ? context : undefined,
    server: server === undefined ? undefined : answerOf(server),
  };
}
