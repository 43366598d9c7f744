/** Who serves the resources of an input: providers that are told, and those that are only cited. */
import { unknownLeaf, type Planned, type Properties, type ProviderTold, type Told, type Tree } from '../told.ts';
import { isDefaultProvider, providerName, readUrn } from './urn.ts';

/** What may say a place. Of a named provider the stack's configuration says nothing, so that it must not be asked. */
const places = ['region', 'location', 'zone', 'endpoint', 'context', 'cluster', 'host', 'project'];
const unsaid: Properties = Object.fromEntries(places.map((name) => [name, unknownLeaf]));

export class Providers {
  readonly #input: string;
  readonly #told = new Set<string>();
  readonly #cited = new Set<string>();
  readonly #settings = new Map<string, Tree>();

  constructor(input: string) {
    this.#input = input;
  }

  setting(key: string, value: Tree): Told {
    this.#settings.set(key, value);
    return { tell: 'setting', input: this.#input, key, value };
  }

  /** `aws:region` → `region`, of the default provider of `aws`. */
  #settingsOf(name: string): Properties {
    const found = [...this.#settings].filter(([key]) => key.startsWith(`${name}:`));
    return Object.fromEntries(found.map(([key, value]) => [key.slice(name.length + 1), value]));
  }

  /** The provider that this resource is, if it is one. */
  *seen({ address, type, before, after, provider }: Planned): Generator<Told> {
    if (provider !== undefined) this.#cited.add(provider);
    const name = providerName(type);
    if (name === undefined || this.#told.has(address)) return;
    this.#told.add(address);
    const urn = readUrn(address);
    const said = after ?? before ?? {};
    const isNamed = urn !== undefined && !isDefaultProvider(urn);
    const saysPlace = places.some((place) => Object.hasOwn(said, place));
    const values = isNamed && !saysPlace ? { ...unsaid, ...said } : said;
    yield this.#tell({ input: this.#input, key: address, name, values });
  }

  /** At the end: those that no step tells. A preview leaves the default ones out, and unchanged ones unless asked. */
  *missing(): Generator<Told> {
    for (const key of [...this.#cited].filter((cited) => !this.#told.has(cited))) {
      const urn = readUrn(key);
      const name = urn && providerName(urn.type);
      if (urn === undefined || name === undefined) continue;
      const values = isDefaultProvider(urn) ? this.#settingsOf(name) : unsaid;
      yield this.#tell({ input: this.#input, key, name, values });
    }
  }

  #tell(provider: ProviderTold): Told {
    return { tell: 'provider', provider };
  }
}
