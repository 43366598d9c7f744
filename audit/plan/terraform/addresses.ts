/** Addresses of Terraform: with keys they name one instance, without keys what is written once in the configuration. */

const keys = /\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\]/g;

/** `module.x["a"].module.y[0]` → `module.x.module.y`. */
export const withoutKeys = (address: string): string => (address.includes('[') ? address.replace(keys, '') : address);

export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('.');

const step = 'module\\.[A-Za-z0-9_-]+(?:\\[(?:"(?:[^"\\\\]|\\\\.)*"|[0-9]+)\\])?';
const start = new RegExp(`^(?:${step}\\.)*`);
const each = new RegExp(step, 'g');

/** Instance of the module in which a resource of that address lies; empty for the root. */
export const moduleOf = (address: string): string => start.exec(address)![0].slice(0, -1);

/** `module.x["a"].module.y` → `module.x["a"]`, `module.y`. */
export const stepsOf = (module: string): readonly string[] => module.match(each) ?? [];

/** `module.x["a"].module.y[0]` → `module.x["a"]`; of a module of the root, the root. */
export function parentOf(module: string): string {
  return stepsOf(module).slice(0, -1).join('.');
}

/** The instance of `path` in which an instance of a module lies, itself included. */
export function ancestor(module: string, path: string): string | undefined {
  const found = stepsOf(module).slice(0, stepsOf(path).length).join('.');
  return withoutKeys(found) === path ? found : undefined;
}

/** An instance as the plan names it. `module`: instance of the module, empty for the root. */
export interface Instance {
  readonly address: string;
  readonly module: string;
  /** As it stands in the address, `["a"]` or `[0]`; empty where there is one only. */
  readonly key: string;
}

type Modules = Map<string, Map<string, string>>;
const alone = ({ module, key, address }: Instance): Modules => new Map([[module, new Map([[key, address]])]]);

/** Instances of what there is none of. */
export const nobody: ReadonlyMap<string, string> = new Map();

/** By address in the configuration, then by instance of the module, then by key. Most have one instance, kept as it is. */
export class Instances {
  readonly #all = new Map<string, Instance | Modules>();
  /** Addresses that are taken, but for those of single instances whose address is the one in the configuration. */
  readonly #taken = new Set<string>();

  /** Whether the address is taken already: no two resources have one. */
  has(address: string): boolean {
    if (this.#taken.has(address)) return true;
    const known = this.#all.get(address);
    return known !== undefined && !(known instanceof Map) && known.address === address;
  }

  /** For what is no instance of its own, and whose address is taken all the same. */
  take(address: string): void {
    this.#taken.add(address);
  }

  add(configured: string, instance: Instance): void {
    const { module, key, address } = instance;
    const known = this.#all.get(configured);
    if (known === undefined) {
      this.#all.set(configured, instance);
      if (address !== configured) this.#taken.add(address);
      return;
    }
    const modules = known instanceof Map ? known : alone(known);
    if (known !== modules) {
      this.#all.set(configured, modules);
      this.#taken.add((known as Instance).address);
    }
    this.#taken.add(address);
    let instances = modules.get(module);
    if (instances === undefined) modules.set(module, (instances = new Map()));
    instances.set(key, address);
  }

  /** Instances of the modules that hold it, each with its instances by key. */
  of(configured: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const known = this.#all.get(configured);
    if (known === undefined) return new Map();
    return known instanceof Map ? known : alone(known);
  }

  /** By key, the instances in one instance of the module. */
  within(configured: string, module: string): ReadonlyMap<string, string> {
    return this.of(configured).get(module) ?? nobody;
  }

  /** Every address in the configuration of which there are instances. */
  configured(): Iterable<string> {
    return this.#all.keys();
  }

  *all(): Generator<readonly [configured: string, instance: Instance]> {
    for (const [configured, known] of this.#all) {
      if (!(known instanceof Map)) {
        yield [configured, known];
        continue;
      }
      for (const [module, instances] of known) {
        for (const [key, address] of instances) yield [configured, { address, module, key }];
      }
    }
  }
}
