/** Of one dataset: who gains reach, who loses it, and who has it as before by planes of another zone. Pure. */
import type { CountedChange, CountedRow } from './diff.ts';

/** One entity with the same access before and after, by other planes. */
export interface Moved {
  readonly to: CountedRow;
  readonly from: CountedRow;
}

export interface Turned {
  readonly gained: readonly CountedRow[];
  readonly lost: readonly CountedRow[];
  readonly moved: readonly Moved[];
  /** Of the controller itself, inside the EEA: nobody new, though it reaches another place. */
  readonly own: Readonly<Record<'gained' | 'lost', readonly CountedRow[]>>;
}

/** Planes are of a zone: `<zone>/<plane>`. */
export const isOfPlanes = ({ ways }: CountedRow): boolean => ways[0]?.includes('/') === true;

const isOwn = ({ route }: CountedRow): boolean => route === 'same-entity';

/** By what the law and a reader take it, and not by which planes. */
const accessOf = ({ entity, country, route, clearText }: CountedRow): string =>
  JSON.stringify([entity, country, route, clearText]);

export function turnedIn({ gained, lost }: CountedChange): Turned {
  const before = new Map(lost.filter(isOfPlanes).map((row) => [accessOf(row), row]));
  const moved = gained.filter(isOfPlanes).flatMap((to): Moved[] => {
    const from = before.get(accessOf(to));
    return from === undefined ? [] : [{ from, to }];
  });
  const paired = new Set(moved.flatMap(({ from, to }) => [from, to]));
  const left = (rows: readonly CountedRow[]) => rows.filter((row) => !paired.has(row));
  const [more, less] = [left(gained), left(lost)];
  return {
    gained: more.filter((row) => !isOwn(row)),
    lost: less.filter((row) => !isOwn(row)),
    moved,
    own: { gained: more.filter(isOwn), lost: less.filter(isOwn) },
  };
}
