/** Consumers have limits. Above one, findings are told together, with their number: none is ever left out in silence. */
import type { GateFinding } from '../report.ts';

export interface Condensed {
  readonly head: GateFinding;
  /** 1 where the finding stands for itself. */
  readonly count: number;
  /** Stable: of the finding itself, else of what it was told together by. */
  readonly key: string;
}

/** From one a finding to one a control; of these there are fewer than any limit. */
const levels: readonly ((finding: GateFinding) => string)[] = [
  ({ fingerprint }) => fingerprint,
  ({ control, verdict, dataset, zone }) => JSON.stringify([control, verdict, dataset ?? null, zone ?? null]),
  ({ control, verdict, dataset }) => JSON.stringify([control, verdict, dataset ?? null]),
  ({ control, verdict }) => JSON.stringify([control, verdict]),
];

/** At most `limit` of them, in the order of the findings. */
export function condensed(findings: readonly GateFinding[], limit: number): Condensed[] {
  for (const keyOf of levels) {
    const groups = Map.groupBy(findings, keyOf);
    if (groups.size > limit && keyOf !== levels.at(-1)) continue;
    return [...groups].map(([key, all]) => ({ head: all[0]!, count: all.length, key }));
  }
  return [];
}
