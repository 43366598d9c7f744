/** What a judgement adds up to, for the one function that decides on headline and exit code. */
import type { Judgement } from '../../policies/index.ts';
import type { Counts } from '../outcome.ts';

export function countsOf({ decisions, findings, judged, gaps }: Judgement): Counts {
  const open = findings.filter(({ waiver }) => waiver === undefined);
  const denied = open.filter(({ verdict }) => verdict === 'deny');
  const seen = judged.filter(({ question }) => question.stage === 'placement');
  return {
    controls: new Set(decisions.map(({ control }) => control)).size,
    subjects: new Set(decisions.map(({ subject }) => subject)).size,
    containers: new Set(seen.map(({ question }) => question.subject.id)).size,
    deviations: denied.length,
    unknowns: open.length - denied.length,
    waived: findings.length - open.length,
    gaps: gaps.length,
  };
}
