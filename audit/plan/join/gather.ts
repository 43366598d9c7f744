/** Takes what the readers tell, one thing after the other, and keeps of it what the joins need. */
import type { Problem } from '../../../estate/index.ts';
import type { Serving } from '../place/derive.ts';
import type { ResourceTable } from '../table/table.ts';
import type { InputKind, Planned, Properties, ProviderTold, Shortfall, Told, Tree } from '../told.ts';
import { Confirmed, tellsOf } from './confirmed.ts';
import { entryFor, keep, settle, type Kept } from './keep.ts';
import { spellingOf } from './side.ts';
import { madeBy } from './templates.ts';

export interface InputSeen {
  readonly name: string;
  readonly kind: InputKind;
  readonly stack?: string;
  resources: number;
  digest: string;
}

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

/** Everything told of a run. `kept` is in the order of the inputs; nothing that is judged depends on that order. */
export class Gathered {
  readonly inputs = new Map<string, InputSeen>();
  readonly kept: Kept[] = [];
  /** Containers that resources make of templates: judged, and rows of nothing. */
  readonly made: Kept[] = [];
  readonly shorts: Shortfall[] = [];
  readonly packs: { readonly input: string; readonly name: string; readonly version: string }[] = [];
  readonly problems: Problem[] = [];
  readonly #table: ResourceTable;
  readonly #providers = new Map<string, ProviderTold>();
  readonly #settings = new Map<string, Record<string, Tree>>();
  readonly #byAddress = new Map<string, Map<string, Kept>>();
  readonly #servings = new Map<string, Serving | undefined>();
  readonly #confirmed = new Confirmed();

  constructor(table: ResourceTable) {
    this.#table = table;
  }

  take(told: Told): void {
    switch (told.tell) {
      case 'input': {
        const { input: name, kind, stack } = told;
        this.inputs.set(name, { name, kind, ...(stack === undefined ? {} : { stack }), resources: 0, digest: '' });
        return;
      }
      case 'resource': {
        const kept = keep(told.resource, entryFor(told.resource, this.#table), tellsOf(told.resource));
        this.kept.push(kept);
        this.#index(kept);
        if (kept.entry?.row.makes !== undefined) this.#make(kept, told.resource);
        return;
      }
      case 'provider':
        this.#providers.set(key(told.provider.input, told.provider.key), told.provider);
        return;
      case 'link': {
        const kept = this.#byAddress.get(told.input)?.get(told.address);
        if (kept === undefined) return;
        kept.provider ??= told.provider;
        this.#confirmed.tell(told.input, kept.provider, kept.tells, told.sets);
        if (kept.entry === undefined) return;
        // Most cite nothing: they share one table.
        if (Object.keys(told.references).length > 0) kept.references = { ...kept.references, ...told.references };
        settle(kept, told.sets);
        return;
      }
      case 'setting': {
        const [pack, name] = [told.key.slice(0, told.key.indexOf(':')), told.key.slice(told.key.indexOf(':') + 1)];
        const settings = this.#settings.get(key(told.input, pack)) ?? {};
        settings[name] = told.value;
        this.#settings.set(key(told.input, pack), settings);
        return;
      }
      case 'short':
        this.shorts.push(told.short);
        return;
      case 'pack':
        this.packs.push({ input: told.input, name: told.name, version: told.version });
        return;
      case 'problem':
        this.problems.push(told.problem);
        return;
      case 'end': {
        const input = this.inputs.get(told.input);
        if (input !== undefined) input.digest = told.digest;
      }
    }
  }

  #make(kept: Kept, planned: Planned): void {
    settle(kept, undefined);
    for (const made of madeBy(kept, planned, this.#table)) this.made.push(made);
  }

  /** What no link spoke of is read strictly. */
  settleAll(): void {
    for (const kept of this.kept) settle(kept, undefined);
  }

  #index(kept: Kept): void {
    const { input, address } = kept.planned;
    let addresses = this.#byAddress.get(input);
    if (addresses === undefined) this.#byAddress.set(input, (addresses = new Map()));
    addresses.set(address, kept);
    const seen = this.inputs.get(input);
    if (seen !== undefined) seen.resources += 1;
  }

  /**
   * What configures the provider of a resource. Settings of the stack reach only Pulumi's default providers: an explicit
   * one takes nothing from them, so a region there would be another's.
   */
  serving({ planned, provider }: Kept): Serving | undefined {
    const { input, tool, type } = planned;
    const its = tool === 'terraform' ? type.slice(0, type.indexOf('_')) : type.slice(0, Math.max(type.indexOf(':'), 0));
    const slot = key(key(input, provider ?? ''), its);
    if (!this.#servings.has(slot)) this.#servings.set(slot, this.#servingOf(input, tool, its, provider));
    return this.#servings.get(slot);
  }

  #servingOf(
    input: string,
    tool: Kept['planned']['tool'],
    its: string,
    provider: string | undefined,
  ): Serving | undefined {
    const told = provider === undefined ? undefined : this.#providers.get(key(input, provider));
    const isDefault = provider === undefined || /::default(?:_[^:]*)?(?:::|$)/.test(provider);
    const settings = tool === 'pulumi' && isDefault ? this.#settings.get(key(input, its)) : undefined;
    if (told === undefined && settings === undefined) return undefined;
    return {
      package: told?.name ?? its,
      values: openedAll({ ...settings, ...(told && this.#confirmed.believed(told)) }),
      spelling: spellingOf(tool),
    };
  }
}
