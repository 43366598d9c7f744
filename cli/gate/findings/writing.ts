/** Lines of a program as each provider's own syntax wants them: where it claims a dataset, and where it says its region. */
import { resourceTable } from '../../../audit/index.ts';
import forms from './claimForms.json' with { type: 'json' };

export type Tool = 'terraform' | 'pulumi' | 'kubernetes';
type Form = keyof (typeof forms)['lines'];

/** `aws_s3_bucket` and `aws:s3/bucket:Bucket` are both of `aws`. */
const providerIn = (type: string): string => /^[a-z0-9-]+/i.exec(type)?.[0].toLowerCase() ?? '<provider>';

/** What the table knows as one thing has one name in it, whatever tool writes it. */
/** How a place of the estate that can hold this type is connected; undefined where none holds it. */
export const connectsAs = (type: string): 's3' | 'postgresql' | undefined =>
  resourceTable().entryOf(type)?.row.connects?.as;

const typeOf = (type: string): string => resourceTable().entryOf(type)?.row.types[0] ?? type;

/** Nothing where the type has no argument that could name a dataset: its provider would refuse the line. */
export function claimLines(tool: Tool, type: string): readonly string[] {
  const types: Readonly<Record<string, string>> = forms.types;
  const providers: Readonly<Record<string, string>> = forms.providers;
  const form = (types[typeOf(type)] ?? providers[providerIn(type)] ?? 'tags') as Form | 'none';
  if (tool === 'kubernetes') return ['metadata:', '  labels: { cloison-dataset: <dataset> }'];
  return form === 'none' ? [] : forms.lines[form][tool];
}

/** Providers whose own block says no region: every resource says its place itself. */
const ownPlace: ReadonlySet<string> = new Set(['azurerm', 'azure-native', 'azure', 'ovh', 'exoscale']);
/** Providers of clusters know no region either: which cluster it is says where it lies. */
const clusterBound: ReadonlySet<string> = new Set(['kubernetes', 'helm']);
const camel = (name: string): string => name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());

/** Where the type itself says it; undefined where its provider may say it for all that it serves. */
function ownPath(type: string): readonly string[] | undefined {
  const clues = resourceTable().entryOf(type)?.row.place ?? [];
  const { path, as, loose } = clues.find((clue) => !clue.path.includes('.')) ?? clues[0] ?? {};
  const isOwn = ownPlace.has(providerIn(type));
  if (typeof path !== 'string' || loose === true || (as !== 'region' && as !== 'zone'))
    return isOwn ? ['location'] : undefined;
  return isOwn || (path !== 'region' && path !== 'zone') ? path.split('.') : undefined;
}

export function regionLines(tool: Tool, type: string): readonly string[] {
  const path = ownPath(type);
  const isTerraform = tool === 'terraform';
  const provider = providerIn(type);
  if (clusterBound.has(provider) && path === undefined)
    return isTerraform
      ? [`provider "${provider}" {`, '  config_context = "<context>"', '}']
      : ['config:', `  ${provider}:context: <context>`];
  if (path === undefined || (!isTerraform && path.length > 1))
    return isTerraform
      ? [`provider "${provider}" {`, '  region = "<region>"', '}']
      : ['config:', `  ${provider}:region: <region>`];
  const name = path.at(-1)!;
  const word = name.endsWith('zone') ? '"<zone>"' : '"<region>"';
  const value = name.endsWith('s') ? `[${word}]` : word;
  if (!isTerraform) return [`${camel(name)}: ${value},`];
  const around = path.slice(0, -1);
  const indent = (depth: number) => '  '.repeat(depth);
  return [
    ...around.map((block, depth) => `${indent(depth)}${block} {`),
    `${indent(around.length)}${name} = ${value}`,
    ...around.map((_, depth) => `${indent(around.length - 1 - depth)}}`),
  ];
}
