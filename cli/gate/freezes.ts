/** Freezes in force today, and how much of the change they meet. A change outside their lanes is refused. */
import { withinDays, dayOf, type Freeze, type Instant } from '../../estate/index.ts';
import type { PlanRow } from '../../audit/index.ts';

const quiet: ReadonlySet<PlanRow['operation']> = new Set(['same', 'read']);

/**
 * `scope`: `all`, or the zone or dataset whose containers may not change; one that is neither is taken for `all`, for
 * nobody may slip through a word. `scopesOf`: zone and dataset of a row's subject. `lane`: which lane the user says
 * the change is in; it is printed, and whoever says it answers for it.
 */
export function freezesMet(
  freezes: readonly Freeze[],
  rows: readonly PlanRow[],
  now: Instant,
  known: ReadonlySet<string>,
  scopesOf: (row: PlanRow) => readonly string[],
  lane: string | undefined,
): { freeze: Freeze; changes: number }[] {
  const changed = rows.filter(({ operation }) => !quiet.has(operation));
  return freezes
    .filter(({ from, to }) => withinDays(dayOf(now), from, to))
    .filter((freeze) => lane === undefined || !(freeze.lane ?? []).includes(lane))
    .map((freeze) => {
      const isWide = freeze.scope === 'all' || !known.has(freeze.scope);
      return { freeze, changes: changed.filter((row) => isWide || scopesOf(row).includes(freeze.scope)).length };
    })
    .filter(({ changes }) => changes > 0);
}
