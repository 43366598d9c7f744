/** Containers of the state that will no longer be where they are: deleted, moved, or given another name. */
import type { Leaving } from '../../reading.ts';
import { claimed } from '../sides/claims.ts';
import type { Around } from './around.ts';
import { formerSubject, type Container } from './containers.ts';
import { prefixesOf } from './prefixes.ts';
import type { Kept } from '../links/keep.ts';

const order = (one: Leaving, other: Leaving): number =>
  one.subject < other.subject ? -1 : one.subject > other.subject ? 1 : 0;

/** A container that keeps place and name keeps its subject: most of a state does, and nothing is derived of it twice. */
function isElsewhere({ before, placed, kept }: Container): boolean {
  return (
    before !== undefined &&
    (before.place !== placed.place ||
      kept.before?.name?.value !== kept.after?.name?.value ||
      kept.before?.namespace !== kept.after?.namespace)
  );
}

export function leavingIn(
  all: readonly Kept[],
  containers: ReadonlyMap<Kept, Container>,
  around: Around,
): readonly Leaving[] {
  const told = (kept: Kept, to: string | undefined): Leaving[] => {
    const subject = formerSubject(kept, around);
    const claims = claimed(around.estate, kept.before?.claims, 'before');
    if (subject === undefined || subject === to) return [];
    const claiming = claims === undefined ? {} : { claims };
    const inner = prefixesOf(around.estate, subject).map((prefix) => ({ subject: prefix, ...claiming }));
    return [{ subject, ...(to === undefined ? {} : { to }), ...claiming }, ...inner];
  };
  const deleted = all
    .filter(({ planned, entry }) => planned.operation === 'delete' && entry?.row.role === 'holds')
    .flatMap((kept) => told(kept, undefined));
  const moved = [...containers].flatMap(([kept, container]) =>
    isElsewhere(container) ? told(kept, container.subject) : [],
  );
  return [...deleted, ...moved].sort(order);
}
