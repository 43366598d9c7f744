/** What configures each provider, as far as the plan says it: constants, and variables followed to their values. */
import type { Json } from '../../../estate/index.ts';
import { veiled } from '../secrets.ts';
import { secretLeaf, unknownLeaf, type ProviderTold, type Tree } from '../told.ts';
import type { Configuration } from './configuration.ts';
import { isTable, marked, type Table } from './leaves.ts';
import { loneVariable } from './references.ts';

const farthest = 12;

/** A copy, for a constant may be cited twice and marks are set in place. */
const known = (value: Json): Tree => marked(structuredClone(value), undefined, undefined);

/** Of references only their names are written, and never what is made of them. */
const isComputed = (expression: Json | undefined): boolean => isTable(expression) && 'references' in expression;

export class Providers {
  readonly #configuration: Configuration;
  readonly #input: string;

  constructor(configuration: Configuration, input: string) {
    this.#configuration = configuration;
    this.#input = input;
  }

  *told(): Generator<ProviderTold> {
    for (const [key, provider] of Object.entries(this.#configuration.providers)) {
      if (!isTable(provider)) continue;
      const { name, expressions, module_address: module } = provider;
      const from = typeof module === 'string' ? module : '';
      // Of one whose name is no name nothing is believed.
      const isNamed = name === undefined || typeof name === 'string';
      const values = isNamed && isTable(expressions) ? this.#block(expressions, from) : {};
      const named = typeof name === 'string' ? name : key.slice(key.lastIndexOf(':') + 1).split('.')[0]!;
      const unsure = Object.keys(values).filter((its) =>
        isComputed(isTable(expressions) ? expressions[its] : undefined),
      );
      const told = { input: this.#input, key, name: named.toLowerCase(), values };
      yield unsure.length === 0 ? told : { ...told, unsure };
    }
  }

  /**
   * The key under which the provider of a resource of `module` (its path without keys) is told. Older plans name the
   * provider of a module that takes its caller's, `x:aws`: where only one of that name is configured, in the module or
   * above it, it can be no other. Not so where that one has an alias: a module takes its caller's default unless one is
   * passed, and a default that nobody configures lies wherever the environment says.
   */
  keyOf(cited: string | undefined, module: string): string | undefined {
    if (cited === undefined || Object.hasOwn(this.#configuration.providers, cited)) return cited;
    const colon = cited.lastIndexOf(':');
    if (colon < 0) return cited;
    const [name] = cited.slice(colon + 1).split('.');
    const same = Object.entries(this.#configuration.providers).filter(
      ([key, provider]) => isTable(provider) && (provider['name'] ?? key) === name,
    );
    const [only] = same;
    if (only === undefined || same.length > 1 || !isTable(only[1])) return cited;
    const { alias, module_address: at } = only[1];
    const isAliased = alias !== undefined || only[0].slice(only[0].lastIndexOf(':') + 1).includes('.');
    const isAbove = typeof at !== 'string' || `${module}.`.startsWith(`${at}.`);
    return isAliased || !isAbove ? cited : only[0];
  }

  #block(block: Table, module: string): Record<string, Tree> {
    const values: Record<string, Tree> = {};
    for (const [name, expression] of Object.entries(block))
      values[name] = veiled(name, this.#value(expression, module, 0));
    return values;
  }

  #value(expression: Json, module: string, far: number): Tree {
    if (Array.isArray(expression)) return expression.map((block: Json) => this.#value(block, module, far));
    if (!isTable(expression) || far > farthest) return unknownLeaf;
    if ('constant_value' in expression) return known(expression['constant_value']);
    const variable = loneVariable(expression);
    if (variable !== undefined) return this.#variable(variable, module, far);
    const isCall = 'references' in expression || Object.keys(expression).length === 0;
    return isCall ? unknownLeaf : this.#block(expression, module);
  }

  #variable(name: string, module: string, far: number): Tree {
    const called = this.#configuration.modules.get(module);
    const declared = called?.variables[name];
    if (isTable(declared) && declared['sensitive'] === true) return secretLeaf;
    const fallback = isTable(declared) && 'default' in declared ? known(declared['default']) : unknownLeaf;
    if (module !== '') {
      const input = called?.inputs[name];
      return input === undefined ? fallback : this.#value(input, called?.parent ?? '', far + 1);
    }
    const given = this.#configuration.variables[name];
    return isTable(given) && 'value' in given ? known(given['value']) : fallback;
  }
}
