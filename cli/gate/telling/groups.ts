/** The same control with the same reasons over many resources is one thing to read, and never fewer to count. */
import { manySubjects, shownOfMany } from '../../report/groups.ts';
import { isOpen, type GateFinding } from '../report.ts';

export interface GateGroup {
  /** Severity, force and references are the control's, so they are those of every finding of the group. */
  readonly head: GateFinding;
  readonly findings: readonly GateFinding[];
  readonly shown: readonly GateFinding[];
  /** How many are not shown. */
  readonly left: number;
}

/** In the order of the findings. What moves the code comes before what a baseline or an exception excuses. */
export function groupsOf(findings: readonly GateFinding[], verdict: GateFinding['verdict']): GateGroup[] {
  const own = findings.filter((each) => each.verdict === verdict);
  const keyed = Map.groupBy(own, ({ control, reasons, known, waiver, lapsed, stage, stageUntil }) =>
    JSON.stringify([
      control,
      known || waiver !== undefined,
      stage ?? null,
      stageUntil ?? null,
      // Of these each has its own to say.
      lapsed?.waiver ?? null,
      [...new Set(reasons.map(({ code }) => code))].sort(),
    ]),
  );
  const groups = [...keyed.values()].map((all) => {
    const shown = all.length <= manySubjects ? all : all.slice(0, shownOfMany);
    return { head: all[0]!, findings: all, shown, left: all.length - shown.length };
  });
  const isExcused = ({ head }: GateGroup) => Number(!isOpen(head));
  return groups.sort((one, other) => isExcused(one) - isExcused(other));
}
