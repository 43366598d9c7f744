/** Facts that many containers of one run share, such as the chain of a host: worked out once a view. Pure joins only. */
import type { View } from './view.ts';

const known = new WeakMap<View, Map<string, unknown>>();

/** What `make` gives, remembered under the parts of the key. The same key must mean the same fact for the whole view. */
export function once<T>(view: View, key: readonly (string | undefined)[], make: () => T): T {
  const facts = known.get(view) ?? new Map<string, unknown>();
  known.set(view, facts);
  const name = key.join('\u0000');
  if (!facts.has(name)) facts.set(name, make());
  return facts.get(name) as T;
}
