/**
 * From what an expression is to what it comes to, through arguments of modules, their outputs and local values, as long as
 * each step hands on what it was given. Whatever computes in between ends the trace, and nothing is known.
 */
import type { Bare } from '../../told.ts';
import { joined, moduleOf, parentOf, stepsOf, withoutKeys } from '../addresses.ts';
import type { Body } from '../written/body.ts';
import { isAscii, plainOf } from '../written/plain.ts';
import type { Snapshot } from './snapshot.ts';

/** Where an expression stands. `module`: instance of it. `key`: of the instance that it makes, `["a"]` or `[0]`; empty where it has none. */
export interface Spot {
  readonly module: string;
  readonly key: string;
  /** What `each.value` is taken from. */
  readonly forEach?: string | undefined;
}
export interface Traced {
  readonly text: string;
  readonly spot: Spot;
}

/** Of an instance, where what it writes stands. */
export const spotOf = (address: string, { attributes }: Body): Spot => ({
  module: moduleOf(address),
  key: /\[[^\]]*\]$/.exec(address)?.[0] ?? '',
  forEach: attributes.get('for_each')?.text,
});

/** Modules that pass a value on; more is a ring. */
const farthest = 12;
const simpleKey = /^\[(?:[0-9]+|"[A-Za-z0-9 _./:@-]*")\]$/;
const handed = /^(?:(var|local)\.([\w-]+)|module\.([\w-]+)((?:\[[^\]]*\])?)\.([\w-]+))((?:[.[].*)?)$/s;
const resource = /^((?:data\.)?[\w-]+\.[\w-]+(?:\[[^\]]*\])?)\.(.+)$/s;
/** What a variable of the type `number` would write otherwise. */
const numeric = /^[-+]?(?:[0-9.]|inf)/i;
const ownKey = /(?:^|\[)(?:each|count)\./;

/** The reference with the keys of its own instance; undefined where it has none of that kind. */
export function keyed(cites: string, { key, forEach }: Spot): string | undefined {
  if (!ownKey.test(cites)) return cites;
  if (!simpleKey.test(key)) return undefined;
  const own = key.startsWith('["') ? 'each.key' : 'count.index';
  const valued = /^each\.value\.(.+)$/s.exec(cites)?.[1];
  if (valued === undefined) {
    const found = cites.replaceAll(`[${own}]`, key);
    return ownKey.test(found) ? undefined : found;
  }
  // The value under a key of a resource with `for_each` is its instance under that key.
  const all = forEach === undefined ? undefined : /^(?:data\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*$/.exec(forEach)?.[0];
  const isResource = all !== undefined && own === 'each.key' && !/^(?:var|local|module|each|path|self)\./.test(all);
  return isResource ? `${all}${key}.${valued}` : undefined;
}

export class Trace {
  readonly #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  #handedOn(cites: string, { module }: Spot): { readonly from: Traced; readonly rest: string } | undefined {
    const [, kind, name = '', call, key = '', output = '', rest = ''] = handed.exec(cites) ?? [];
    const path = withoutKeys(module);
    if (kind === 'local') {
      const text = this.#snapshot.localOf(path, name)?.text;
      return text === undefined ? undefined : { from: { text, spot: { module, key: '' } }, rest };
    }
    if (kind === 'var') {
      const body = module === '' ? undefined : this.#snapshot.callOf(path)?.attributes;
      const variable = module === '' ? undefined : this.#snapshot.variableOf(path, name)?.attributes;
      // Else its default takes the place of what comes to nothing.
      const isHanded = variable !== undefined && (variable.get('nullable')?.text ?? 'true') === 'true';
      const text = isHanded ? body?.get(name)?.text : undefined;
      const own = /\[.*$/s.exec(stepsOf(module).at(-1) ?? '')?.[0] ?? '';
      const spot = { module: parentOf(module), key: own, forEach: body?.get('for_each')?.text };
      return text === undefined ? undefined : { from: { text, spot }, rest };
    }
    if (call === undefined) return undefined;
    const text = this.#snapshot.outputOf(joined(path, 'module', call), output)?.text;
    const below = joined(module, 'module', `${call}${key}`);
    return text === undefined ? undefined : { from: { text, spot: { module: below, key: '' } }, rest };
  }

  /** Through what is handed on as it is. What is behind a name that nothing hands on stays where it is. */
  follow(text: string, spot: Spot, far = 0): Traced | undefined {
    const plain = plainOf(text);
    if (plain === undefined || 'text' in plain || plain.before !== '' || plain.behind !== '') return { text, spot };
    const cites = keyed(plain.cites, spot);
    if (cites === undefined || far > farthest) return undefined;
    if (!handed.test(cites)) return { text: cites, spot: { module: spot.module, key: '' } };
    const on = this.#handedOn(cites, spot);
    if (on === undefined) return undefined;
    if (on.rest === '') return this.follow(on.from.text, on.from.spot, far + 1);
    const whole = plainOf(on.from.text);
    if (whole === undefined || !('cites' in whole) || whole.before !== '' || whole.behind !== '') return undefined;
    return this.follow(`${whole.cites}${on.rest}`, on.from.spot, far + 1);
  }

  /** The one text or reference that an expression comes to; undefined where anything is computed. */
  reach(text: string, spot: Spot, far = 0): { readonly text: string } | Bare | undefined {
    const traced = far > farthest ? undefined : this.follow(text, spot, far);
    const plain = traced && plainOf(traced.text);
    if (plain === undefined) return undefined;
    if ('text' in plain) {
      const isMoved = traced!.text !== text;
      return isAscii(plain.text) && !(isMoved && numeric.test(plain.text)) ? plain : undefined;
    }
    if (plain.before !== '' || plain.behind !== '') {
      const inner = this.reach(plain.cites, traced!.spot, far + 1);
      if (inner === undefined) return undefined;
      if ('text' in inner) return { text: `${plain.before}${inner.text}${plain.behind}` };
      return { ...inner, before: `${plain.before}${inner.before}`, behind: `${inner.behind}${plain.behind}` };
    }
    const [, own, attribute] = resource.exec(plain.cites) ?? [];
    if (own === undefined) return undefined;
    return { before: '', address: joined(traced!.spot.module, own), attribute: attribute!, behind: '' };
  }
}
