/** Who holds an account. Indexes live as long as the estate they were made from. */
import type { Estate } from '../schema/estate.ts';
import type { Identity, Operator } from '../schema/people.ts';
import { withinDays, type Day } from '../time.ts';

const identityIndexes = new WeakMap<Estate, ReadonlyMap<string, readonly Identity[]>>();
const operatorIndexes = new WeakMap<Estate, ReadonlyMap<string, Operator>>();

function keyOf(place: string, kind: string, name: string): string {
  return [place, kind, name].join('\u0000');
}

function indexed<T>(indexMap: WeakMap<Estate, T>, estate: Estate, make: () => T): T {
  const known = indexMap.get(estate) ?? make();
  indexMap.set(estate, known);
  return known;
}

export function operatorById(estate: Estate, id: string): Operator | undefined {
  return indexed(
    operatorIndexes,
    estate,
    () => new Map(estate.operators.map((operator) => [operator.id, operator])),
  ).get(id);
}

/** Who holds an account of a place on a day. The end of a contract is not looked at: access after it is a finding. */
export function operatorOf(
  estate: Estate,
  place: string,
  kind: Identity['kind'],
  name: string,
  day: Day,
): Operator | undefined {
  const index = indexed(identityIndexes, estate, () =>
    Map.groupBy(estate.identities, (identity) => keyOf(identity.place, identity.kind, identity.name)),
  );
  const identity = index.get(keyOf(place, kind, name))?.find(({ from, until }) => withinDays(day, from, until));
  return identity && operatorById(estate, identity.operator);
}
