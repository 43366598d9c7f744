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

/** An instance as the plan names it. `module`: instance of the module, empty for the root. */
export interface Instance {
  readonly address: string;
  readonly module: string;
  /** As it stands in the address, `["a"]` or `[0]`; empty where there is one only. */
  readonly key: string;
}

/** By address in the configuration, then by instance of the module, then by key. */
export class Instances {
  readonly #all = new Map<string, Map<string, Map<string, string>>>();

  add(configured: string, { address, module, key }: Instance): void {
    let modules = this.#all.get(configured);
    if (modules === undefined) this.#all.set(configured, (modules = new Map()));
    let instances = modules.get(module);
    if (instances === undefined) modules.set(module, (instances = new Map()));
    instances.set(key, address);
  }

  /** Instances of the modules that hold it, each with its instances by key. */
  of(configured: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return this.#all.get(configured) ?? new Map();
  }

  /** Every address in the configuration of which there are instances. */
  configured(): Iterable<string> {
    return this.#all.keys();
  }

  *all(): Generator<readonly [configured: string, instance: Instance]> {
    for (const [configured, modules] of this.#all) {
      for (const [module, instances] of modules) {
        for (const [key, address] of instances) yield [configured, { address, module, key }];
      }
    }
  }
}
