/** Who holds the key of a container: whoever operates the key plane of its zone, else the holder that its dataset names. */
import type { Question } from '../schema/question.ts';
import { sameGroup } from './chain.ts';
import { once } from './once.ts';
import type { Placed } from './placed.ts';
import type { View } from './view.ts';

type KeyFact = NonNullable<Question['key']>;

/** Of the zones it may be in, the one operator that they share; a zone that nobody knows has an operator nobody knows. */
function operatorsOf(view: View, { zone, among }: Placed): ReadonlySet<string | undefined> {
  const zones = zone === undefined ? among.map((id) => view.estate.zones[id]!) : [zone];
  return new Set(zones.map(({ planes }) => planes?.keys?.entity));
}

export function keyFact(view: View, placed: Placed, holder: string | undefined): KeyFact {
  const { provider } = placed;
  const operators = operatorsOf(view, placed);
  if (provider === undefined || operators.size !== 1) return { state: 'unknown' };
  const entity = [...operators][0] ?? holder;
  if (entity === undefined) return { state: 'absent' };
  return once(view, ['key', entity, provider], () => {
    const country = view.estate.entities[entity]?.country;
    return {
      state: 'value',
      entity,
      ...(country === undefined ? {} : { country }),
      separate: !sameGroup(view, entity, provider),
    };
  });
}
