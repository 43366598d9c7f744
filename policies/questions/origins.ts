/** What a planned container is made of: datasets that its source holds, and that may not lie where it will. */
import type { Question } from '../schema/question.ts';
import { holdingOf } from './claim.ts';
import { registered } from './dataset.ts';
import type { View } from './view.ts';

type OriginsFact = NonNullable<Question['origins']>;

/** The dataset that it is judged for has controls of its own. Undefined where it is made of nothing else. */
export function originsFact(view: View, subject: string): OriginsFact | undefined {
  const { datasets } = view.estate;
  const own = holdingOf(view, subject)?.id;
  const others = (view.planned?.get(subject)?.madeOf ?? []).filter((id) => id !== own && Object.hasOwn(datasets, id));
  if (others.length === 0) return undefined;
  const { zoneId, among, provider } = view.placed(subject);
  const zones = zoneId === undefined ? among : [zoneId];
  const standing = (id: string): 'inside' | 'outside' | 'open' => {
    const allowed = datasets[id]!.mayLieIn ?? [];
    if (registered(view, id, datasets[id]!).published === true) return 'inside';
    if (allowed.length === 0) return 'open';
    // A provider of which the estate has no zone is none that a dataset may lie in.
    if (zones.length === 0) return provider === undefined ? 'open' : 'outside';
    const inside = zones.filter((zone) => allowed.includes(zone)).length;
    if (inside === zones.length) return 'inside';
    return inside === 0 ? 'outside' : 'open';
  };
  const of = (wanted: string) => others.filter((id) => standing(id) === wanted).sort();
  return { state: 'value', outside: of('outside'), open: of('open') };
}
