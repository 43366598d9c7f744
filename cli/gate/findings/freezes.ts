/** Freezes in force today, and how much of the change they meet. A change outside their lanes is refused. */
import { withinDays, dayOf, type Freeze, type Instant } from '../../../estate/index.ts';
import type { PlanRow } from '../../../audit/index.ts';

const quiet: ReadonlySet<PlanRow['operation']> = new Set(['same', 'read']);

export interface Freezing {
  readonly rows: readonly PlanRow[];
  /** Scopes of each container that is taken away: its row bears no subject. */
  readonly gone: readonly (readonly string[])[];
  /** Zones and datasets: a scope that is neither is taken for `all`, for nobody may slip through a word. */
  readonly known: ReadonlySet<string>;
  /** Zone and dataset of a row's subject, now and before. */
  readonly scopesOf: (row: PlanRow) => readonly string[];
  readonly now: Instant;
  /** Which lane the user says the change is in; it is printed, and whoever says it answers for it. */
  readonly lane: string | undefined;
}

/** `scope` of a freeze: `all`, or the zone or dataset whose containers may not change. */
export function freezesMet(
  freezes: readonly Freeze[],
  { rows, gone, known, scopesOf, now, lane }: Freezing,
): { freeze: Freeze; changes: number }[] {
  const changed = rows.filter(({ operation }) => !quiet.has(operation));
  return freezes
    .filter(({ from, to }) => withinDays(dayOf(now), from, to))
    .filter((freeze) => lane === undefined || !(freeze.lane ?? []).includes(lane))
    .map((freeze) => {
      if (freeze.scope === 'all' || !known.has(freeze.scope)) return { freeze, changes: changed.length };
      const met = [...changed.map(scopesOf), ...gone].filter((scopes) => scopes.includes(freeze.scope));
      return { freeze, changes: met.length };
    })
    .filter(({ changes }) => changes > 0);
}
