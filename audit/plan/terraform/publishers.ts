/**
 * Whose plug-ins serve the types of a plan. The table says what the plug-ins of their publishers do: a fork of the same
 * name may write anywhere and encrypt nothing, and what a type means there nobody wrote down.
 */
import type { Json } from '../../../estate/index.ts';
import type { Told } from '../told.ts';
import { isTable } from './leaves.ts';
import type { Configuration } from './configuration.ts';
import known from './publishers.json' with { type: 'json' };

/** By the first word of a type: namespace and name of the plug-ins that serve it. */
export const publishers: Readonly<Record<string, readonly string[]>> = known.types;
/** Longest name that is told. */
const longest = 120;

const wordOf = (type: string): string => type.slice(0, Math.max(type.indexOf('_'), 0)) || type;

/** Plans before 0.13 name a plug-in by its type alone, and all of them were of one publisher. */
function isPublished(word: string, source: string): boolean {
  const names = publishers[word]!;
  const own = names.map((name) => name.slice(name.indexOf('/') + 1));
  const [host = '', namespace, name, ...more] = source.split('/');
  if (namespace === undefined) return own.includes(host);
  if (!known.hosts.includes(host) || name === undefined || more.length > 0) return false;
  return names.includes(`${namespace}/${name}`) || (known.everywhere.includes(namespace) && own.includes(name));
}

const nameOf = (source: string): string => source.slice(source.lastIndexOf('/') + 1);
const textOf = (source: Json | undefined): string => (typeof source === 'string' ? source : '?');

export class Publishers {
  readonly #input: string;
  #isBroken = false;
  /** By the first word of a type, what the changes say serves it. */
  readonly #seen = new Map<string, Set<string>>();

  #last: { readonly type: string; readonly source: Json } = { type: '', source: null };

  constructor(input: string) {
    this.#input = input;
  }

  #add(type: Json | undefined, source: Json | undefined): void {
    if (typeof type !== 'string' || source === undefined) return;
    // Most are of the type of the one before.
    if (type === this.#last.type && source === this.#last.source) return;
    this.#last = { type, source };
    const word = wordOf(type);
    if (!Object.hasOwn(publishers, word)) return;
    const sources = this.#seen.get(word);
    if (sources === undefined) this.#seen.set(word, new Set([textOf(source)]));
    else sources.add(textOf(source));
  }

  /** A resource as the plan changes it or holds it. */
  see(value: Json): void {
    if (isTable(value)) this.#add(value['type'], value['provider_name']);
  }

  /** A configuration that is none names nobody, and so does a plug-in in it that is none. */
  configured(value: Json): void {
    const all = isTable(value) ? Object.values(value) : [value];
    if (all.some((each) => each !== null && !isTable(each))) this.#isBroken = true;
  }

  #short(code: string, provider: string): Told {
    return { tell: 'short', short: { input: this.#input, code, values: { provider: provider.slice(0, longest) } } };
  }

  /** Once the configuration is whole: what it names is held against what the changes say. */
  *told({ providers, resources }: Configuration): Generator<Told> {
    const fullNames = Object.values(providers).flatMap((each) =>
      isTable(each) && each['full_name'] !== undefined ? [textOf(each['full_name'])] : [],
    );
    const declared = new Set(fullNames);
    const names = new Set([...declared].map(nameOf));
    const seen = [...new Set([...this.#seen.values()].flatMap((sources) => [...sources]))];
    const contrary = seen.filter((source) => !declared.has(source) && names.has(nameOf(source)));
    for (const [address, { provider = '' }] of resources) {
      const of = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
      if (isTable(of)) this.#add(/([^.]*)\.[^.]*$/.exec(address)?.[1], of['full_name']);
    }
    const foreign = [...this.#seen].flatMap(([word, sources]) =>
      [...sources].filter((source) => !isPublished(word, source)),
    );
    for (const source of new Set(foreign)) yield this.#short('provider-not-published', source);
    if (this.#isBroken) contrary.push('?');
    for (const source of contrary) yield this.#short('provider-contradicts', source);
  }
}
