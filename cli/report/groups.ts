/** The same control with the same reasons over many subjects is one thing to read, and never fewer to count. */
import type { Finding } from '../../estate/index.ts';
import type { Report } from './report.ts';

export interface Group {
  readonly control: string;
  readonly verdict: Finding['verdict'];
  /** Severity, force and references are the control's, so they are those of every finding of the group. */
  readonly head: Finding;
  readonly findings: readonly Finding[];
}

/** More than this in one group, and short outputs show the first few and count the rest. */
export const manySubjects = 10;
export const shownOfMany = 5;

/** In the order of the findings: deviations before unknowns, heaviest first. */
export function groupsOf({ judgement }: Pick<Report, 'judgement'>): Group[] {
  const keyed = Map.groupBy(judgement.findings, ({ control, verdict, reasons }) =>
    JSON.stringify([control, verdict, [...new Set(reasons.map(({ code }) => code))].sort()]),
  );
  return [...keyed.values()].map((findings) => {
    const head = findings[0]!;
    return { control: head.control, verdict: head.verdict, head, findings };
  });
}

export function shownOf({ findings }: Group): { readonly shown: readonly Finding[]; readonly left: number } {
  if (findings.length <= manySubjects) return { shown: findings, left: 0 };
  return { shown: findings.slice(0, shownOfMany), left: findings.length - shownOfMany };
}
