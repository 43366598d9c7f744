/** What a program asked for, one entry a resource, before it is compared with any state. */
import type { Wire } from './values.ts';

/** Where the program wrote it; the path is inside the project. 1-based. */
export interface ProgramPosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  /** False: a component, which exists only in the program. */
  readonly custom: boolean;
  /** `read`: exists elsewhere and is only looked at. */
  readonly asks: 'register' | 'read' | 'import';
  /** Of what is read or imported. */
  readonly id: string | undefined;
  /** With their marks: secrets in clear as the program gave them. Never printed, hashed or kept. */
  readonly inputs: Wire;
  /** `<URN>::<id>` of the provider that serves it. */
  readonly provider: string | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly additionalSecretOutputs: readonly string[];
  readonly ignoreChanges: readonly string[];
  /** URNs under which a state may still hold it. */
  readonly aliases: readonly string[];
  readonly protect: boolean;
  readonly position: ProgramPosition | undefined;
  /** What a component or the stack says of itself at its end. */
  outputs: Wire | undefined;
}

export const stackType = 'pulumi:pulumi:Stack';
export const referenceType = 'pulumi:pulumi:StackReference';
const providerPrefix = 'pulumi:providers:';

export const isProvider = ({ type }: { readonly type: string }): boolean => type.startsWith(providerPrefix);
export const providerTypeOf = (pack: string): string => `${providerPrefix}${pack}`;
/** `aws:s3/bucket:Bucket` → `aws`. */
export const packOf = (type: string): string => type.slice(0, type.indexOf(':'));

/** Type with the types of its parents, as a URN holds it. A name may hold `::`, a type may not. */
export function typesIn(urn: string): string {
  return urn.split('::')[2] ?? '';
}

export function urnOf(stack: string, project: string, parent: string | undefined, type: string, name: string): string {
  const above = parent === undefined ? '' : typesIn(parent);
  const types = above === '' || above === stackType ? type : `${above}$${type}`;
  return `urn:pulumi:${stack}::${project}::${types}::${name}`;
}
