/** Facts that a place which was read refused to tell, or failed to: what is behind them was not looked at. Pure. */
import { parseSubject, placeOf, type Collection } from '../../estate/index.ts';

const failed: ReadonlySet<string> = new Set(['denied', 'error']);

function placeIn(subject: string): string | undefined {
  const { scheme, segments } = parseSubject(subject);
  return scheme === 'place' ? segments[0] : placeOf(subject);
}

/** Place → facts refused or failed; places that were not wholly read have a reason of their own, and are gaps already. */
export function refusedOf(collection: Collection | undefined): Readonly<Record<string, number>> {
  const read = new Set(
    (collection?.trailer.coverage ?? [])
      .filter(({ reached, reason }) => reached && reason === undefined)
      .map(({ place }) => place),
  );
  const rows = (collection?.observations ?? [])
    .filter(({ state }) => failed.has(state))
    .flatMap(({ subject }) => placeIn(subject) ?? [])
    .filter((place) => read.has(place));
  return Object.fromEntries([...Map.groupBy(rows, (place) => place)].map(([place, all]) => [place, all.length]));
}

export function refusedIn(refused: Readonly<Record<string, number>> = {}): number {
  return Object.values(refused).reduce((sum, count) => sum + count, 0);
}
