/** People: one row an operator; an identity leads to one operator on any day. */
import { byText } from '../order.ts';
import { flawIn, type Check, type Entry } from '../read/draft.ts';
import type { Identity } from '../schema/people.ts';

export const operatorsOnce: Check = function* (draft) {
  const seen = new Set<string>();
  for (const entry of draft.operators) {
    if (seen.has(entry.id)) yield flawIn(entry, ['id'], 'operator-twice', { id: entry.id });
    seen.add(entry.id);
  }
};

const start = ({ value }: Entry<Identity>) => value.from ?? '0000-01-01';
const end = ({ value }: Entry<Identity>) => value.until ?? '9999-12-31';

/** (place, kind, name) as one key; a name may hold any character but the separator of this key. */
function keyOf({ place, kind, name }: Identity): string {
  return [place, kind, name].join('\u0000');
}

/** The name of an identity may be a person's: the sentence names the two operators by estate id, and the row. */
export const identitiesOnce: Check = function* (draft) {
  const groups = Map.groupBy(draft.identities, ({ value }) => keyOf(value));
  for (const group of groups.values()) {
    const sorted = group.toSorted((one, other) => byText(start(one), start(other)));
    let latest: Entry<Identity> | undefined;
    for (const entry of sorted) {
      if (latest !== undefined && start(entry) <= end(latest)) {
        if (entry.value.operator === latest.value.operator)
          yield flawIn(entry, [], 'identity-repeated', {}, { level: 'warning' });
        else yield flawIn(entry, [], 'identity-twice', { one: latest.value.operator, other: entry.value.operator });
      }
      if (latest === undefined || end(entry) > end(latest)) latest = entry;
    }
  }
};
