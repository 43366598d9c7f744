/** What intact evidence says, for whoever demands a pass: a seal that holds around the wrong run is no pass. */
import type { Verified } from '../../evidence/index.ts';
import type { Counts } from '../outcome.ts';

/** Sentences `evidence.judged.<said>`. */
export type Said = 'pass' | 'waived' | 'deviations' | 'undecided' | 'replay' | 'empty';

export interface SealedContent {
  readonly said: Said;
  readonly counts: Partial<Counts>;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * The sealed code is never made milder. A run judged by the law of another day, and one that saw nothing, is undecided:
 * `--as-of` and `--allow-empty` were the wish of whoever ran it, not of whoever verifies.
 */
export function sealedContent({ statement, records }: Verified): SealedContent {
  if (statement === undefined) return { said: 'undecided', counts: { unknowns: 1 }, values: {} };
  const { run, result } = statement.predicate;
  // Recounted from the records; a statement that says otherwise was refused before.
  const { tally } = records;
  const waived = tally.waivedDeny + tally.waivedUnknown;
  const days = { asOf: run.asOf.slice(0, 10), ran: run.startedAt.slice(0, 10) };
  const isEmpty = tally.subjects === 0 || tally.allow + tally.deny + tally.notApplicable === 0;
  if (result.code === 1) return { said: 'deviations', counts: { deviations: 1, waived }, values: {} };
  if (days.asOf !== days.ran) return { said: 'replay', counts: { unknowns: 1, waived }, values: days };
  if (isEmpty) return { said: 'empty', counts: { unknowns: 1, waived }, values: {} };
  if (result.code === 3) return { said: 'undecided', counts: { unknowns: 1, waived }, values: {} };
  return { said: waived > 0 ? 'waived' : 'pass', counts: { waived }, values: { waived } };
}
