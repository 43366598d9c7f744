/** The state of every exception, from its papers and, where there is a judgement, from what it met. */
import { daysInclusive, dayOf, type ResolvedWaiver, type WaiverState } from '../../estate/index.ts';
import type { Judgement } from '../../policies/index.ts';

export type ListedState =
  | Exclude<WaiverState, 'applied-candidate'>
  | 'applied'
  | 'dormant'
  | 'in-force'
  | 'expiring'
  | 'orphan'
  | 'stands-otherwise';

/** Counted as people count: today is the first day. */
const expiringDays = 14;

/** In force, but nothing of that name was judged: the exception outlived its subject, or was never right. */
function isOrphan({ control, subject }: ResolvedWaiver, controls: ReadonlySet<string>, judgement?: Judgement): boolean {
  if (!controls.has(control)) return true;
  return judgement !== undefined && !judgement.decisions.some((row) => row.subject === subject);
}

export function listedState(
  resolved: ResolvedWaiver,
  asOf: string,
  controls: ReadonlySet<string>,
  judgement?: Judgement,
): ListedState {
  if (resolved.state !== 'applied-candidate') return resolved.state;
  if (isOrphan(resolved, controls, judgement)) return 'orphan';
  const met = judgement?.waivers.find(({ id }) => id === resolved.id);
  if (met?.lapsed !== undefined) return 'stands-otherwise';
  if (daysInclusive(dayOf(asOf), resolved.waiver.until) <= expiringDays) return 'expiring';
  if (met === undefined) return 'in-force';
  return met.state === 'not-in-force' ? 'too-long' : met.state;
}

/** States that an audit counts as a deviation, and those it cannot decide. */
const fine: ReadonlySet<ListedState> = new Set(['applied', 'dormant', 'in-force', 'expiring']);

export function troubleIn(states: readonly ListedState[]): { deviations: number; unknowns: number } {
  const unknowns = states.filter((state) => state === 'not-yet').length;
  return { unknowns, deviations: states.filter((state) => !fine.has(state)).length - unknowns };
}
