/** From what an expression cites to the resources it is computed from, through the inputs and outputs of modules. */
import { ancestor, joined, nobody, parentOf, withoutKeys, type Instance, type Instances } from './addresses.ts';
import type { Configuration, ConfiguredResource } from './configuration.ts';
import type { Target } from './destinations.ts';
import { loneIn, referencesIn, type Reference } from './references.ts';

/** Modules that pass a value on; more is a ring. */
const farthest = 12;
/** Two are as ambiguous as a thousand, and a thousand instances times a thousand would be a million. */
const most = 8;

const nothing: Record<string, string[]> = Object.freeze({});

/** Who cites: its instance of a module, and its key where the same key of another resource may be meant. */
interface From {
  readonly module: string;
  readonly twin: Twin | undefined;
  /** What counts of an expression further on. */
  readonly citedIn: typeof referencesIn;
}
/** `others`: instances by key that must all be among those of the same key, where that alone tells that a key is the same. */
interface Twin {
  readonly key: string;
  readonly others: ReadonlyMap<string, string>;
  /** The expression cites the resource and its own key and nothing else: then fewer may cite more, as a filter leaves them. */
  readonly isPlain: boolean;
}

export class Follow {
  readonly #configuration: Configuration;
  readonly #instances: Instances;
  readonly #known = new Map<string, readonly string[]>();

  constructor(configuration: Configuration, instances: Instances) {
    this.#configuration = configuration;
    this.#instances = instances;
  }

  /** Property → addresses of instances. A property that leads nowhere is left out. Paths of blocks: where a copy goes. */
  references(resource: ConfiguredResource, configured: string, of: Instance): Record<string, string[]> {
    const { references, forEach, targets } = resource;
    let found: Record<string, string[]> | undefined;
    const others = of.key === '' ? nobody : this.#instances.within(configured, of.module);
    for (const property in references) {
      const cited = references[property]!;
      const isByValue = cited.some(({ cites }) => cites === 'own-value');
      const isByKey = !isByValue && cited.some(({ cites }) => cites === 'own-key');
      // `for_each = aws_s3_bucket.b`: the value under a key is the instance under that key, and of no other key.
      const chained = isByValue && forEach.length === 1 ? forEach : [];
      const isTwin = (isByKey || chained.length > 0) && of.key !== '';
      const twin = isTwin ? { key: of.key, others, isPlain: isByKey && cited.length === 2 } : undefined;
      const addresses = new Set(
        this.#all([...cited, ...chained], { module: of.module, twin, citedIn: referencesIn }, 0),
      );
      addresses.delete(of.address);
      if (addresses.size > 0) (found ??= {})[property] = [...addresses].slice(0, most);
    }
    const twin = of.key === '' ? undefined : { key: of.key, others, isPlain: true };
    for (const path in targets) {
      const addresses = this.#targets(targets[path]!, { module: of.module, twin, citedIn: loneIn });
      if (addresses !== undefined) (found ??= {})[path] = addresses;
    }
    return found ?? nothing;
  }

  /** Of each target of a copy in turn its one instance, empty where it is written out; undefined where one is not known. */
  #targets(all: readonly Target[], from: From): string[] | undefined {
    const found: string[] = [];
    for (const cited of all) {
      const isByKey = cited !== 'constant' && cited.some(({ cites }) => cites === 'own-key');
      const twin = isByKey ? from.twin : undefined;
      const [first, second] = cited === 'constant' ? [''] : new Set(this.#all(cited, { ...from, twin }, 0));
      if (first === undefined || second !== undefined) return undefined;
      found.push(first);
    }
    return found;
  }

  *#all(cited: readonly Reference[], from: From, far: number): Generator<string> {
    if (far > farthest) return;
    for (const reference of cited) {
      if (reference.cites === 'resource') yield* this.#instancesOf(reference, from);
      else if (reference.cites === 'variable') yield* this.#input(reference.name, from, far);
      else if (reference.cites === 'output') yield* this.#output(reference, from, far);
    }
  }

  *#instancesOf(
    { address, key }: Extract<Reference, { cites: 'resource' }>,
    { module, twin }: From,
  ): Generator<string> {
    const instances = this.#instances.of(joined(withoutKeys(module), address)).get(module);
    if (instances === undefined) return;
    const only = instances.get(key === '' && twin !== undefined && isTwinOf(twin, instances) ? twin.key : key);
    if (only !== undefined) yield only;
    else if (key === '') yield* firstOf(instances.values());
  }

  *#input(name: string, { module, citedIn }: From, far: number): Generator<string> {
    const called = this.#configuration.modules.get(withoutKeys(module));
    if (called?.parent === undefined) return;
    const parent = parentOf(module);
    yield* this.#all(citedIn(called.inputs[name]), { module: parent, twin: undefined, citedIn }, far + 1);
  }

  *#output(cited: Extract<Reference, { cites: 'output' }>, { module, citedIn }: From, far: number): Generator<string> {
    const path = joined(withoutKeys(module), 'module', cited.module);
    const output = this.#configuration.modules.get(path)?.outputs[cited.name];
    const expression =
      typeof output === 'object' && output !== null && 'expression' in output ? output['expression'] : undefined;
    const start = joined(module, 'module', cited.module);
    for (const below of this.#modulesOf(path)) {
      const isMeant = below === `${start}${cited.key}` || (cited.key === '' && below.startsWith(`${start}[`));
      if (isMeant) yield* this.#all(citedIn(expression), { module: below, twin: undefined, citedIn }, far + 1);
    }
  }

  /** Instances of a module, by the resources in it. */
  #modulesOf(path: string): readonly string[] {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const found = new Set<string>();
    for (const configured of this.#instances.configured()) {
      if (!configured.startsWith(`${path}.`)) continue;
      for (const module of this.#instances.of(configured).keys()) {
        const instance = ancestor(module, path);
        if (instance !== undefined) found.add(instance);
      }
    }
    const all = [...firstOf(found)];
    this.#known.set(path, all);
    return all;
  }
}

/** As many as there are, or fewer that are named alike; numbers are counted with, and fewer may mean the next one. */
const isTwinOf = ({ others, isPlain }: Twin, instances: ReadonlyMap<string, string>): boolean =>
  others.size === instances.size ||
  (isPlain && [...others.keys()].every((key) => key.startsWith('["') && instances.has(key)));

function* firstOf(addresses: Iterable<string>): Generator<string> {
  let count = 0;
  for (const address of addresses) {
    if (count === most) return;
    count += 1;
    yield address;
  }
}
