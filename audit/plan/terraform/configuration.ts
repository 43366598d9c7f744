/** The configuration that a plan carries behind its changes, taken apart as it is read: resources, modules, providers. */
import type { Json } from '../../../estate/index.ts';
import { joined } from './addresses.ts';
import { isTable, type Table } from './leaves.ts';
import { noTargets, writtenTargets, type Target } from './destinations.ts';
import { Provisioners } from './provisioners.ts';
import { referencesIn, type Reference } from './references.ts';

export interface ConfiguredResource {
  /** Path of its module without keys; empty for the root. */
  readonly module: string;
  readonly provider: string | undefined;
  /** By property: what it is computed from. Properties that cite nothing are left out. */
  readonly references: Readonly<Record<string, readonly Reference[]>>;
  readonly forEach: readonly Reference[];
  /** By path of blocks at which a copy names where it goes, what each of them cites. */
  readonly targets: Readonly<Record<string, readonly Target[]>>;
  /** What is written at all: properties, and what stands inside their blocks (`spec`, `spec.volume_name`), however deep. */
  readonly sets: readonly string[];
}

export interface ConfiguredModule {
  /** The module that calls it; undefined for the root. */
  readonly parent: string | undefined;
  readonly inputs: Table;
  readonly variables: Table;
  readonly outputs: Table;
}

/** Most resources cite nothing, and those of one type are written alike: they share their lists. */
const nothing: readonly never[] = Object.freeze([]);
const noReferences: ConfiguredResource['references'] = Object.freeze({});
const mostLists = 1000;

const citesNothing = ({ references, forEach, targets }: ConfiguredResource): boolean =>
  references === noReferences && forEach === nothing && targets === noTargets;

const tableOf = (value: Json | undefined): Table => (isTable(value) ? value : {});
const isOwn = ({ cites }: Reference): boolean => cites === 'own-key' || cites === 'own-value';

function addWritten(expressions: Table, around: string, names: string[]): void {
  for (const name of Object.keys(expressions)) {
    const blocks = expressions[name];
    names.push(around + name);
    if (!Array.isArray(blocks)) continue;
    for (const block of blocks as readonly Json[]) if (isTable(block)) addWritten(block, `${around}${name}.`, names);
  }
}

export class Configuration {
  readonly resources = new Map<string, ConfiguredResource>();
  readonly modules = new Map<string, ConfiguredModule>();
  readonly provisioners = new Provisioners();
  providers: Table = {};
  /** Values of the root's variables, as the plan was made with them. */
  variables: Table = {};
  /** When the plan was made, as it says. */
  madeAt: string | undefined;
  readonly #sets = new Map<string, readonly string[]>();
  #last: ConfiguredResource = { module: '', provider: undefined, references: {}, forEach: [], targets: {}, sets: [] };
  #root: { variables: Table; outputs: Table } = { variables: {}, outputs: {} };

  /** A member of the root module that is no list. */
  root(name: 'variables' | 'outputs', value: Json): void {
    this.#root = { ...this.#root, [name]: tableOf(value) };
    this.modules.set('', { parent: undefined, inputs: {}, ...this.#root });
  }

  #setsOf(expressions: Table): readonly string[] {
    const names: string[] = [];
    addWritten(expressions, '', names);
    const text = names.join('\0');
    const known = this.#sets.get(text);
    if (known === undefined && this.#sets.size < mostLists) this.#sets.set(text, names);
    return known ?? names;
  }

  /** What cites nothing is what the resource before it is, if that is written alike: one object for thousands of them. */
  #once(resource: ConfiguredResource): ConfiguredResource {
    const { module, provider, sets } = this.#last;
    const isAlike = resource.module === module && resource.provider === provider && resource.sets === sets;
    if (isAlike && citesNothing(resource) && citesNothing(this.#last)) return this.#last;
    return (this.#last = resource);
  }

  resource(value: Json, module = ''): void {
    if (!isTable(value) || typeof value['address'] !== 'string') return;
    let references: Record<string, readonly Reference[]> | undefined;
    const expressions = tableOf(value['expressions']);
    for (const property in expressions) {
      const cited = referencesIn(expressions[property]);
      if (cited.length === 0) continue;
      // What only cites variables of the root, or its own key, leads to no other resource.
      const leads = cited.some((one) => (one.cites === 'variable' ? module !== '' : one.cites !== 'own-key'));
      if (leads) (references ??= {})[property] = cited;
    }
    const provider = value['provider_config_key'];
    const forEach = referencesIn(value['for_each_expression']).filter((one) => !isOwn(one));
    const resource = {
      module,
      provider: typeof provider === 'string' ? provider : undefined,
      references: references ?? noReferences,
      forEach: forEach.length === 0 ? nothing : forEach,
      targets: writtenTargets(expressions),
      sets: this.#setsOf(expressions),
    };
    const address = module === '' ? value['address'] : joined(module, value['address']);
    this.provisioners.write(address, value['provisioners']);
    this.resources.set(address, this.#once(resource));
  }

  call(name: string, value: Json, parent = ''): void {
    const { expressions, module } = tableOf(value);
    const { resources, module_calls: calls, variables, outputs } = tableOf(module);
    const path = joined(parent, 'module', name);
    this.modules.set(path, {
      parent,
      inputs: tableOf(expressions),
      variables: tableOf(variables),
      outputs: tableOf(outputs),
    });
    if (Array.isArray(resources)) for (const resource of resources) this.resource(resource as Json, path);
    for (const [below, call] of Object.entries(tableOf(calls))) this.call(below, call, path);
  }
}
