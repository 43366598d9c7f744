/** Whose account asks: every operator that its names belong to, or one stranger whose name goes no further. */
import { operatorOf, type Day, type Estate, type Identity } from '../estate/index.ts';
import type { Holder } from './decide.ts';

export interface Named {
  readonly kind: Identity['kind'];
  readonly name: string;
}

/** Hex of a keyed commitment to a text; the key is drawn at start and kept nowhere, so a guess cannot be tested later. */
export type Commit = (...parts: readonly string[]) => string;

/**
 * A user that is one operator and in a group that is another must satisfy the rules for both: what a name gives, that
 * name must be allowed to give. Nobody known: one identity, by commitment.
 */
export function holdersOf(estate: Estate, place: string, names: readonly Named[], day: Day, commit: Commit): Holder[] {
  const found = names.flatMap(({ kind, name }) => operatorOf(estate, place, kind, name, day)?.id ?? []);
  if (found.length > 0) return [...new Set(found)].map((id) => ({ who: 'operator', id }));
  const [first] = names;
  return [{ who: 'identity', id: `identity-${commit(place, first?.kind ?? '', first?.name ?? '')}` }];
}
