/** A resource as a program or an analyzer shows it → what a reader of plans would tell of it. Pure. */
import { secretLeaf, unknownLeaf, type Planned, type Told } from '../../audit/index.ts';
import type { Plain } from '../../infra/index.ts';

export interface Shown {
  /** URN, or what stands for it while there is none. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, Plain>>;
  /** The provider that serves it; left out, it is a component, or nobody says. */
  readonly provider?: { readonly urn: string; readonly props?: Readonly<Record<string, Plain>> };
  /** Property → URNs it is computed from. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

type Properties = NonNullable<Planned['after']>;
type Tree = Properties[string];

/** The one input of a judgement that reads no file. */
export const inputName = 'pulumi';

function treeOf(plain: Plain): Tree {
  if (plain === null || typeof plain !== 'object') return plain;
  if (Array.isArray(plain)) return plain.map(treeOf);
  const own = plain as Readonly<Record<string, Plain>>;
  if (own['$unknown'] === true) return unknownLeaf;
  if (own['$secret'] === true) return secretLeaf;
  return propertiesOf(own);
}

const propertiesOf = (props: Readonly<Record<string, Plain>>): Properties =>
  Object.fromEntries(Object.entries(props).map(([name, value]) => [name, treeOf(value)]));

/** `urn:…::pulumi:providers:aws::main` → `aws`. */
const packageOf = (urn: string): string => urn.split('::')[2]?.split('$').at(-1)?.split(':')[2] ?? '';

function* providersOf(all: readonly Shown[]): Generator<Told> {
  const known = new Map(
    all.flatMap(({ provider }) => (provider?.props === undefined ? [] : [[provider.urn, provider.props]])),
  );
  for (const [key, props] of known) {
    const provider = { input: inputName, key, name: packageOf(key), values: propertiesOf(props) };
    yield { tell: 'provider', provider };
  }
}

export function* toldOf(all: readonly Shown[], stack: string): Generator<Told> {
  yield { tell: 'input', input: inputName, kind: 'pulumi-preview', stack };
  yield* providersOf(all);
  for (const { address, type, name, props, provider, references } of all) {
    const resource: Planned = {
      input: inputName,
      tool: 'pulumi',
      address,
      type,
      name,
      operation: 'create',
      before: undefined,
      after: propertiesOf(props),
      provider: provider?.urn,
      references: references ?? {},
    };
    yield { tell: 'resource', resource };
  }
}
