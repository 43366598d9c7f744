/**
 * Of an unknown, the lines that would make it known, where a person would write them: in the program where the change is
 * made, else in the estate. What only people know stands in angle brackets, as in the stub of an exception.
 */
import type { InputKind } from '../../audit/index.ts';
import { planeNames, type Reason } from '../../estate/index.ts';
import type { Settling } from './settling.ts';
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
function connectionOf({ kind, type }: Unknown): string {
  if (toolOf(kind) === 'kubernetes') return 'kubernetes: <context>';
  return `${connectsAs(type) ?? '<s3|kubernetes|postgresql|files|saas>'}: <endpoint>`;
}

/** Nobody knows whose it is: the estate must know the endpoint or the cluster as one of its places. */
function endpointLines(unknown: Unknown): string[] {
  return ['places:', `  <place>: { ${connectionOf(unknown)}, region: ${unknown.region ?? '<region>'} }`];
}

/**
 * Whose it is, then in which region, then in which zone of the estate: the first that is not known. What the estate declares
 * of a place answers for what an input cannot say; never for what is decided only when the change is applied.
 */
function placeLines(unknown: Unknown, state: unknown): string[] {
  const { kind, type, place, provider, region } = unknown;
  const isProgram = toolOf(kind) !== 'kubernetes';
  if (region === undefined && state === 'unknown' && isProgram) return [...regionLines(toolOf(kind), type)];
  if (provider === undefined) return endpointLines(unknown);
  if (region === undefined && place !== undefined) return ['places:', `  ${place}: { region: <region> }`];
  if (region === undefined) return isProgram ? [...regionLines(toolOf(kind), type)] : endpointLines(unknown);
  // Whole, or the estate refuses it: side, country, and for each plane who acts from where, and whether in clear text.
  const plane = '{ entity: <entity>, from: [<country>], clearText: <true|false> }';
  return [
    'zones:',
    '  <zone>:',
    '    side: <private|public|saas>',
    `    provider: ${provider}`,
    '    country: <country>',
    '    planes:',
    ...planeNames.map((name) => `      ${name}: ${plane}`),
    `    places: { <place>: { ${connectionOf(unknown)}, region: ${region} } }`,
  ];
}

function datasetLines(unknown: Unknown): string[] {
  const { kind, type, subject, isMasked } = unknown;
  if (!subject.startsWith('plan://') && !isMasked) return ['datasets:', `  <dataset>: { lies: ["${subject}"] }`];
  const lines = claimLines(toolOf(kind), type);
  // A store has a name in the estate as soon as its place is one of the estate's: then it is declared there.
  return lines.length === 0 && connectsAs(type) === 's3' ? placeLines(unknown, undefined) : [...lines];
}

/** Nobody can write what it holds, neither where it is made nor in the estate, which knows it by no name. */
const isUnclaimable = (unknown: Unknown): boolean =>
  (unknown.subject.startsWith('plan://') || unknown.isMasked) &&
  claimLines(toolOf(unknown.kind), unknown.type).length === 0 &&
  unknown.reasons.some(({ code }) => code === 'nobody-names-it' || code === 'no-such-dataset');

const declarable: Readonly<Record<string, string>> = {
  encryption: '<provider-key|customer-key>',
  publicRead: 'blocked',
  publicWrite: 'blocked',
  replication: 'none',
};

/** The estate answers for what a plan cannot say at all; what is only known after apply, it cannot. */
function declaredLines(unknown: Unknown, fact: string, state: unknown): string[] {
  if (state !== 'unsupported') return [];
  const name = fact.startsWith('public') ? 'publicAccess' : fact;
  const declared = `declared: { ${name}: ${declarable[fact]!} }`;
  const { place } = unknown;
  return [
    'places:',
    place === undefined ? `  <place>: { ${connectionOf(unknown)}, ${declared} }` : `  ${place}: { ${declared} }`,
  ];
}

function linesOf(unknown: Unknown, { code, values }: Reason): string[] {
  const { fact, state, provider, region } = values;
  if (code === 'no-country' && typeof provider === 'string' && unknown.entities.has(provider))
    return ['entities:', `  ${provider}: { regions: { ${String(region)}: <country> } }`];
  // Of a provider that the facts know, only they say where a region is: no line of the user's would be believed.
  if (code === 'no-country') return unknown.provider === undefined ? endpointLines(unknown) : [];
  if (code === 'no-provider') return endpointLines(unknown);
  if (code === 'not-reported') return placeLines(unknown, 'absent');
  if (code === 'nobody-names-it' || code === 'no-such-dataset') return datasetLines(unknown);
  if (code !== 'fact-not-known' || typeof fact !== 'string') return [];
  if (fact === 'location') return placeLines(unknown, state);
  if (['hosting', 'key', 'zone'].includes(fact)) return placeLines(unknown, undefined);
  if (fact === 'dataset' || fact === 'claim') return datasetLines(unknown);
  return fact in declarable ? declaredLines(unknown, fact, state) : [];
}

/** What these begin with is an estate's; everything else is a program's. */
const ofEstate = /^(?:places|datasets|zones|entities):$/;

/** What a cluster would tell of a manifest, had anybody named it. */
const isOfPlace = ({ code, values: { fact = '' } }: Reason): boolean =>
  /^(?:no-country|no-provider|not-reported)$/.test(code) ||
  /^(?:location|hosting|key|zone)$/.test(String(fact)) ||
  String(fact) in declarable;

/** Of the first reason that lines can settle; undefined where none can: then the words say what to do. */
export function makeKnown(unknown: Unknown): Settling | undefined {
  const { place, clusters, reasons } = unknown;
  if (place === undefined && clusters.length > 0 && reasons.some(isOfPlace))
    return { where: 'call', lines: [`--place ${clusters.length === 1 ? clusters[0]! : `<${clusters.join('|')}>`}`] };
  const lines = reasons.map((reason) => linesOf(unknown, reason)).find((each) => each.length > 0);
  if (lines === undefined) return isUnclaimable(unknown) ? { where: 'unclaimable', lines: [] } : undefined;
  if (lines[0] === 'zones:') return { where: 'zone', lines };
  return { where: ofEstate.test(lines[0]!) ? 'estate' : 'program', lines };
}
