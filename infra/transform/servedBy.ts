/**
 * What configures the providers of a program, as its transforms saw them constructed. Pulumi hands a transform the URN of
 * the provider that serves a resource and nothing else of it.
 */
import type { Plain } from './judge.ts';
import { settle } from './settle.ts';

type Props = Readonly<Record<string, Plain>>;

/** As a transform is given a resource. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly parent?: unknown } & object;
}

const prefix = 'pulumi:providers:';
const stackType = 'pulumi:pulumi:Stack';

export async function urnOf(given: unknown): Promise<string | undefined> {
  const urn = await settle((given as { urn?: unknown } | undefined)?.urn);
  return typeof urn === 'string' ? urn : undefined;
}

/** What follows stack and project in the URN of a resource: its type under the types of its parents, and its name. */
export const endOf = (urn: string): string => urn.split('::').slice(2).join('::');

/** The same of a resource that has no URN yet. Two components may each have a provider of one name: the types tell them apart. */
export async function endFor({ type, name, opts }: Made): Promise<string> {
  const above = (await urnOf(opts.parent))?.split('::')[2] ?? stackType;
  return `${above === stackType ? type : `${above}$${type}`}::${name}`;
}

export class ServedBy {
  readonly #seen = new Map<string, Props>();

  /** True of a provider: it is remembered, and there is nothing to judge of it. */
  async see(made: Made): Promise<boolean> {
    if (!made.type.startsWith(prefix)) return false;
    this.#seen.set(await endFor(made), (await settle(made.props)) as Props);
    return true;
  }

  /** Undefined where nobody saw it constructed. */
  of(urn: string): Props | undefined {
    return this.#seen.get(endOf(urn));
  }
}
