/**
 * Of an unknown, the lines that would make it known, where a person would write them: in the program where the change is
 * made, else in the estate. What only people know stands in angle brackets, as in the stub of an exception.
 */
import type { InputKind } from '../../../audit/index.ts';
import { planeNames, type Reason } from '../../../estate/index.ts';
import type { Fields, Settling, Wish } from '../telling/settling.ts';
import { claimLines, connectsAs, regionLines, type Tool } from './writing.ts';

export interface Unknown {
  readonly subject: string;
  /** It is called by data of people: the estate shall not repeat that. */
  readonly isMasked: boolean;
  readonly reasons: readonly Reason[];
  readonly kind: InputKind;
  /** The tool's own token of the resource. */
  readonly type: string;
  /** Entities of the estate: their regions are its to say; those of other providers are facts. */
  readonly entities: ReadonlySet<string>;
  /** Of a manifest, which names no cluster itself: those of the estate. */
  readonly clusters: readonly string[];
  /** As far as the plan places it. */
  readonly place: string | undefined;
  readonly provider: string | undefined;
  readonly region: string | undefined;
}

const toolOf = (kind: InputKind): Tool =>
  kind === 'terraform-plan' ? 'terraform' : kind === 'kubernetes' ? 'kubernetes' : 'pulumi';

/** As a place that holds it is connected; of what no place holds a person must say which one of its zone fits. */
function connectionOf({ kind, type }: Unknown): Fields {
  if (toolOf(kind) === 'kubernetes') return { kubernetes: '<context>' };
  // A plan of OpenStack names the identity service alone, whatever it makes there.
  if (/^openstack[_:]/.test(type)) return { keystone: '<auth_url>' };
  return { [connectsAs(type) ?? '<s3|kubernetes|postgresql|files|saas>']: '<endpoint>' };
}

const inEstate = (table: Wish['table'], id: string, says: Fields): Settling => ({
  where: 'estate',
  wishes: [{ table, id, says }],
});
const inProgram = (rows: readonly string[]): Settling | undefined =>
  rows.length === 0 ? undefined : { where: 'program', rows };

/** Nobody knows whose it is: the estate must know the endpoint or the cluster as one of its places. */
const asPlace = (unknown: Unknown): Settling =>
  inEstate('places', '<place>', { ...connectionOf(unknown), region: unknown.region ?? '<region>' });

const plane = { entity: '<entity>', from: '[<country>]', clearText: '<true|false>' };

/** Whole, or the estate refuses it: side, country, and for each plane who acts from where, and whether in clear text. */
const asZone = (unknown: Unknown, provider: string, region: string): Settling => ({
  where: 'zone',
  wishes: [
    {
      table: 'zones',
      id: '<zone>',
      says: {
        side: '<private|public|saas>',
        provider,
        country: '<country>',
        planes: Object.fromEntries(planeNames.map((name) => [name, plane])),
        places: { '<place>': { ...connectionOf(unknown), region } },
      },
    },
  ],
});

/**
 * Whose it is, then in which region, then in which zone of the estate: the first that is not known. What the estate declares
 * of a place answers for what an input cannot say; never for what is decided only when the change is applied.
 */
function ofPlace(unknown: Unknown, state: unknown): Settling | undefined {
  const { kind, type, place, provider, region } = unknown;
  const isProgram = toolOf(kind) !== 'kubernetes';
  if (region === undefined && state === 'unknown' && isProgram) return inProgram(regionLines(toolOf(kind), type));
  if (provider === undefined) return asPlace(unknown);
  if (region !== undefined) return asZone(unknown, provider, region);
  if (place !== undefined) return inEstate('places', place, { region: '<region>' });
  return isProgram ? inProgram(regionLines(toolOf(kind), type)) : asPlace(unknown);
}

/** The estate knows it by no name, or by one that it shall not repeat. */
const isNameless = ({ subject, isMasked }: Unknown): boolean => subject.startsWith('plan://') || isMasked;

function ofDataset(unknown: Unknown): Settling | undefined {
  const { kind, type, subject } = unknown;
  if (!isNameless(unknown)) return inEstate('datasets', '<dataset>', { lies: `["${subject}"]` });
  const rows = claimLines(toolOf(kind), type);
  // A store has a name in the estate as soon as its place is one of the estate's: then it is declared there.
  return rows.length === 0 && connectsAs(type) === 's3' ? ofPlace(unknown, undefined) : inProgram(rows);
}

/** Nobody can write what it holds, neither where it is made nor in the estate, which knows it by no name. */
const isUnclaimable = (unknown: Unknown): boolean =>
  isNameless(unknown) &&
  claimLines(toolOf(unknown.kind), unknown.type).length === 0 &&
  unknown.reasons.some(({ code }) => code === 'nobody-names-it' || code === 'no-such-dataset');

const declarable: Readonly<Record<string, string>> = {
  encryption: '<provider-key|customer-key>',
  publicRead: 'blocked',
  publicWrite: 'blocked',
  replication: 'none',
};

/** The estate answers for what a plan cannot say at all; what is only known after apply, it cannot. */
function ofDeclared(unknown: Unknown, fact: string, state: unknown): Settling | undefined {
  if (state !== 'unsupported') return undefined;
  const { place } = unknown;
  const declared = { [fact.startsWith('public') ? 'publicAccess' : fact]: declarable[fact]! };
  const says = place === undefined ? { ...connectionOf(unknown), declared } : { declared };
  return inEstate('places', place ?? '<place>', says);
}

function settlingOf(unknown: Unknown, { code, values }: Reason): Settling | undefined {
  const { fact, state, provider, region } = values;
  if (code === 'no-country' && typeof provider === 'string' && unknown.entities.has(provider))
    return inEstate('entities', provider, { regions: { [String(region)]: '<country>' } });
  // Of a provider that the facts know, only they say where a region is: no line of the user's would be believed.
  if (code === 'no-country') return unknown.provider === undefined ? asPlace(unknown) : undefined;
  if (code === 'no-provider') return asPlace(unknown);
  if (code === 'not-reported') return ofPlace(unknown, 'absent');
  if (code === 'nobody-names-it' || code === 'no-such-dataset') return ofDataset(unknown);
  if (code !== 'fact-not-known' || typeof fact !== 'string') return undefined;
  if (fact === 'location') return ofPlace(unknown, state);
  if (['hosting', 'key', 'zone'].includes(fact)) return ofPlace(unknown, undefined);
  if (fact === 'dataset' || fact === 'claim') return ofDataset(unknown);
  return fact in declarable ? ofDeclared(unknown, fact, state) : undefined;
}

/** What a cluster would tell of a manifest, had anybody named it. */
const isOfPlace = ({ code, values: { fact = '' } }: Reason): boolean =>
  /^(?:no-country|no-provider|not-reported)$/.test(code) ||
  /^(?:location|hosting|key|zone)$/.test(String(fact)) ||
  String(fact) in declarable;

/** Of the first reason that anybody can settle in writing; undefined where nobody can: then the words say what to do. */
export function makeKnown(unknown: Unknown): Settling | undefined {
  const { place, clusters, reasons } = unknown;
  if (place === undefined && clusters.length > 0 && reasons.some(isOfPlace))
    return { where: 'call', rows: [`--place ${clusters.length === 1 ? clusters[0]! : `<${clusters.join('|')}>`}`] };
  for (const reason of reasons) {
    const settling = settlingOf(unknown, reason);
    if (settling !== undefined) return settling;
  }
  return isUnclaimable(unknown) ? { where: 'unclaimable', rows: [] } : undefined;
}
