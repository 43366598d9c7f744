/**
 * A provider that is configured by a variable may be configured by something made of it: a plan lists what an expression
 * cites and not what it does. Where what it serves lies says which: regions and zones that its resources are planned with.
 */
import { regionOfArn } from '../../place/region.ts';
import { unknownLeaf, type Planned, type Properties, type ProviderTold, type Tree } from '../../told.ts';

/** What a variable is believed to say only where it is confirmed. */
const places = ['region', 'zone'] as const;
const telling = ['region', 'zone', 'availability_zone'] as const;

const own = [...telling, 'arn'] as const;

/** A plan names a few regions a hundred thousand times: one list for each. */
const shared = new Map<string, readonly string[]>();
const none: readonly string[] = Object.freeze([]);

const textOf = (tree: Tree | undefined): string => (typeof tree === 'string' ? tree : '');

/** Where the resource says that it lies; what its own block may say is left to `isOwn`. */
export function tellsOf({ tool, after }: Planned): readonly string[] {
  if (tool !== 'terraform' || after === undefined) return none;
  const texts: string[] = telling.map((name) => textOf(after[name])).filter((text) => text !== '');
  const arn = regionOfArn(textOf(after['arn']));
  if (arn !== undefined) texts.push(arn);
  if (texts.length === 0) return none;
  const key = texts.join(' ');
  const known = shared.get(key) ?? texts;
  if (shared.size < 1000) shared.set(key, known);
  return known;
}

export class Confirmed {
  readonly #told = new Map<string, Set<string>>();
  #last: { readonly input: string; readonly provider: string; readonly told: Set<string> } | undefined;

  #toldOf(input: string, provider: string): Set<string> {
    // Most are served by the provider of the one before.
    if (this.#last?.provider === provider && this.#last.input === input) return this.#last.told;
    const key = JSON.stringify([input, provider]);
    const told = this.#told.get(key) ?? new Set();
    this.#told.set(key, told);
    this.#last = { input, provider, told };
    return told;
  }

  /** `sets`: what the configuration of the resource writes: a place of its own says nothing of its provider's. */
  tell(input: string, provider: string | undefined, tells: readonly string[], sets: readonly string[] = []): void {
    if (provider === undefined || tells === none || own.some((name) => sets.includes(name))) return;
    const told = this.#toldOf(input, provider);
    for (const text of tells) told.add(text);
  }

  /** The values of a provider; a place that only a variable says is one that nobody knows, and never one left out. */
  believed({ input, key, values, unsure = [] }: ProviderTold): Properties {
    const doubtful = places.filter((name) => unsure.includes(name) && typeof values[name] === 'string');
    if (doubtful.length === 0) return values;
    const told = this.#told.get(JSON.stringify([input, key]));
    const dark = doubtful.filter((name) => told?.has(values[name] as string) !== true);
    return { ...values, ...Object.fromEntries(dark.map((name) => [name, unknownLeaf])) };
  }
}
