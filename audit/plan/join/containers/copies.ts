/** Containers that are made now of others that lie elsewhere: restored, cloned, imported, replicated. */
import type { Movement } from '../../reading.ts';
import type { Placed } from './around.ts';
import type { Container } from './containers.ts';
import type { Kept } from '../links/keep.ts';
import { endOf, isElsewhere } from './movements.ts';
import type { Origins } from './origins.ts';

/** Of what the estate alone knows: the place, the zone, or at least provider and region are others. */
function isFar(end: Movement['from'], { place, zone, provider, region }: Placed): boolean {
  if (end.zone !== undefined) return end.zone !== zone;
  const isNear = end.region !== undefined && end.provider === provider && end.region === region.value;
  return end.place !== place && !isNear;
}

/**
 * `placeOf`: where a source of the inputs lies, or lay where the change deletes it. What nobody shows comes from nobody
 * knows where, and is said by the row that was not understood.
 */
export function copiesIn(
  containers: ReadonlyMap<Kept, Container>,
  origins: Origins,
  placeOf: (kept: Kept) => Placed,
): Movement[] {
  return [...containers].flatMap(([kept, { subject, address, placed }]) => {
    const sources = origins.sourcesNow(kept);
    if (sources.length === 0) return [];
    const far = sources.flatMap(({ kept: source, end, datasets }) => {
      const at = source && (containers.get(source)?.placed ?? placeOf(source));
      const isElse = at === undefined ? isFar(end, placed) : isElsewhere(at, placed);
      return isElse ? [{ from: at === undefined ? end : endOf(at), datasets }] : [];
    });
    // Several sources in one place are one movement to read.
    const ends = Map.groupBy(far, ({ from }) => JSON.stringify(from));
    return [...ends.values()].map((all): Movement => {
      const holds = [...new Set(all.flatMap(({ datasets }) => datasets))].sort();
      return { subject, address, kind: 'copy', from: all[0]!.from, to: endOf(placed), holds };
    });
  });
}
