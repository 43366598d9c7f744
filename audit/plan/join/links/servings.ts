/** What configures the provider of each resource: what the input tells of it, and the settings of its stack. */
import type { Serving } from '../../place/configured.ts';
import type { Planned, Properties, ProviderTold, Told, Tree } from '../../told.ts';
import { isDefaultProvider, readUrn } from '../../pulumi/urn.ts';
import { Confirmed } from './confirmed.ts';
import type { Kept } from './keep.ts';
import { spellingOf } from '../sides/side.ts';

const key = (input: string, name: string): string => `${input}\0${name}`;
/** Values of a provider of Pulumi are texts: lists and objects among them are JSON inside the text. */
function opened(tree: Tree): Tree {
  if (typeof tree !== 'string' || !/^\s*[[{]/.test(tree)) return tree;
  try {
    return JSON.parse(tree) as Tree;
  } catch {
    return tree;
  }
}
const openedAll = (values: Properties): Properties =>
  Object.fromEntries(Object.entries(values).map(([name, tree]) => [name, opened(tree)]));

interface Served extends Pick<Planned, 'input' | 'type' | 'provider'> {
  readonly serving: Serving | undefined;
}

export class Servings {
  readonly confirmed = new Confirmed();
  readonly #providers = new Map<string, ProviderTold>();
  readonly #settings = new Map<string, Record<string, Tree>>();
  readonly #known = new Map<string, Serving | undefined>();
  #last: Served | undefined;

  provider(told: ProviderTold): void {
    this.#providers.set(key(told.input, told.key), told);
  }

  setting({ input, key: named, value }: Extract<Told, { tell: 'setting' }>): void {
    const [pack, name] = [named.slice(0, named.indexOf(':')), named.slice(named.indexOf(':') + 1)];
    const settings = this.#settings.get(key(input, pack)) ?? {};
    settings[name] = value;
    this.#settings.set(key(input, pack), settings);
  }

  /** Once everything is told. */
  of({ planned, provider }: Kept): Serving | undefined {
    const { input, tool, type } = planned;
    const last = this.#last;
    // Most are of the type and the provider of the one before.
    if (last?.type === type && last.provider === provider && last.input === input) return last.serving;
    const its = tool === 'terraform' ? type.slice(0, type.indexOf('_')) : type.slice(0, Math.max(type.indexOf(':'), 0));
    const slot = key(key(input, provider ?? ''), its);
    if (!this.#known.has(slot)) this.#known.set(slot, this.#servingOf(input, tool, its, provider));
    const serving = this.#known.get(slot);
    this.#last = { input, type, provider, serving };
    return serving;
  }

  /**
   * Settings of the stack reach only Pulumi's default providers: an explicit one takes nothing from them, so a region there
   * would be another's.
   */
  #servingOf(input: string, tool: Planned['tool'], its: string, provider: string | undefined): Serving | undefined {
    const told = provider === undefined ? undefined : this.#providers.get(key(input, provider));
    const urn = provider === undefined ? undefined : readUrn(provider);
    const isDefault = provider === undefined || (urn !== undefined && isDefaultProvider(urn));
    const settings = tool === 'pulumi' && isDefault ? this.#settings.get(key(input, its)) : undefined;
    if (told === undefined && settings === undefined) return undefined;
    return {
      package: told?.name ?? its,
      values: openedAll({ ...settings, ...(told && this.confirmed.believed(told)) }),
      spelling: spellingOf(tool),
    };
  }
}
