/**
 * Of an unknown, the lines that would make it known, where a person would write them: in the program where the change is
 * made, else in the estate. What only people know stands in angle brackets, as in the stub of an exception.
 */
import type { InputKind } from '../../audit/index.ts';
import type { Reason } from '../../estate/index.ts';

export interface Settling {
  readonly where: 'program' | 'estate';
  readonly lines: readonly string[];
}

type Tool = 'terraform' | 'pulumi' | 'kubernetes';

export interface Unknown {
  readonly subject: string;
  readonly reasons: readonly Reason[];
  readonly kind: InputKind;
  /** The tool's own token of the resource. */
  readonly type: string;
  /** Entities of the estate: their regions are its to say; those of other providers are facts. */
  readonly entities: ReadonlySet<string>;
  readonly place: string | undefined;
}

const toolOf = (kind: InputKind): Tool =>
  kind === 'terraform-plan' ? 'terraform' : kind === 'kubernetes' ? 'kubernetes' : 'pulumi';

/** `aws_s3_bucket` and `aws:s3/bucket:Bucket` are both of `aws`. */
const providerIn = (type: string): string => /^[a-z0-9-]+/i.exec(type)?.[0].toLowerCase() ?? '<provider>';

/** Azure's resources say their own place; its provider has none. */
const ownPlace: ReadonlySet<string> = new Set(['azurerm', 'azure-native', 'azure']);

function placeLines({ kind, type }: Unknown): string[] {
  const provider = providerIn(type);
  const tool = toolOf(kind);
  if (tool === 'kubernetes') return ['places:', '  <place>: { kubernetes: <context>, region: <region> }'];
  if (ownPlace.has(provider)) return tool === 'terraform' ? ['location = "<region>"'] : ['location: "<region>",'];
  return tool === 'terraform'
    ? [`provider "${provider}" {`, '  region = "<region>"', '}']
    : ['config:', `  ${provider}:region: <region>`];
}

function datasetLines({ kind, subject }: Unknown): string[] {
  if (!subject.startsWith('plan://')) return ['datasets:', `  <dataset>: { lies: ["${subject}"] }`];
  const lines: Readonly<Record<Tool, string[]>> = {
    terraform: ['tags = {', '  cloison-dataset = "<dataset>"', '}'],
    pulumi: ['tags: { "cloison-dataset": "<dataset>" },'],
    kubernetes: ['metadata:', '  labels: { cloison-dataset: <dataset> }'],
  };
  return lines[toolOf(kind)];
}

const declarable: Readonly<Record<string, string>> = {
  encryption: '<provider-key|customer-key>',
  publicRead: 'blocked',
  publicWrite: 'blocked',
  replication: 'none',
};

/** The estate answers for what a plan cannot say at all; what is only known after apply, it cannot. */
function declaredLines({ place }: Unknown, fact: string, state: unknown): string[] {
  if (place === undefined || state !== 'unsupported') return [];
  const name = fact.startsWith('public') ? 'publicAccess' : fact;
  return ['places:', `  ${place}: { declared: { ${name}: ${declarable[fact]!} } }`];
}

function zoneLines(values: Reason['values']): string[] {
  const { provider = '<provider>', region = '<region>' } = values;
  return [
    'zones:',
    `  <zone>: { provider: ${String(provider)}, places: { <place>: { s3: <endpoint>, region: ${String(region)} } } }`,
  ];
}

function linesOf(unknown: Unknown, { code, values }: Reason): string[] {
  const { fact, state, provider, region } = values;
  if (code === 'no-country')
    return typeof provider === 'string' && unknown.entities.has(provider)
      ? ['entities:', `  ${provider}: { regions: { ${String(region)}: <country> } }`]
      : [];
  if (code === 'not-reported') return placeLines(unknown);
  if (code === 'unnamed' || code === 'no-dataset') return datasetLines(unknown);
  if (code !== 'fact-not-known' || typeof fact !== 'string') return [];
  if (fact === 'location' || fact === 'hosting') return placeLines(unknown);
  if (fact === 'dataset' || fact === 'claim') return datasetLines(unknown);
  if (fact === 'zone') return zoneLines(values);
  return fact in declarable ? declaredLines(unknown, fact, state) : [];
}

/** What these begin with is an estate's; everything else is a program's. */
const ofEstate = /^(?:places|datasets|zones|entities):$/;

/** Of the first reason that lines can settle; undefined where none can: then the words say what to do. */
export function makeKnown(unknown: Unknown): Settling | undefined {
  const lines = unknown.reasons.map((reason) => linesOf(unknown, reason)).find((each) => each.length > 0);
  if (lines === undefined) return undefined;
  return { where: ofEstate.test(lines[0]!) ? 'estate' : 'program', lines };
}
