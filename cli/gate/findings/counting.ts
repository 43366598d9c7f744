/** What a run of the gate adds up to, as the one function that decides its code and headline takes it. Pure. */
import type { PlanRow, Shortfall } from '../../../audit/index.ts';
import { toldBy } from '../../../estate/index.ts';
import type { Counts } from '../../outcome.ts';
import type { GateGround } from '../ground.ts';
import { isOpen, type GateFinding, type RowCounts } from '../report.ts';
import type { Staging } from './stages.ts';

export function countsOf(rows: readonly PlanRow[]): RowCounts {
  const of: Record<PlanRow['outcome'], number> = { judged: 0, 'out-of-scope': 0, 'not-understood': 0 };
  for (const { outcome } of rows) of[outcome] += 1;
  return {
    total: rows.length,
    judged: of.judged,
    outOfScope: of['out-of-scope'],
    notUnderstood: of['not-understood'],
  };
}

/** What is counted at an address, one of them or several of one input: provisioners. */
export const isCountedAt = ({ values }: Shortfall): boolean =>
  typeof values['address'] === 'string' && typeof values['count'] === 'number';

/** As the sentences count them: what runs at an address is each one, what else an input lacks is one. */
export const countOf = (shorts: readonly Shortfall[]): number =>
  shorts.reduce((sum, short) => sum + (isCountedAt(short) ? Number(short.values['count']) : 1), 0);

/** Controls that answered; where only findings were kept, those that are about containers of these kinds in a plan. */
function controlsAsked({ plan, judgement, reading }: GateGround): number {
  if (plan.judged.length >= plan.counts.questions)
    return new Set(judgement.decisions.map(({ control }) => control)).size;
  const told = toldBy(reading.collection)?.containers ?? reading.collection.observations;
  const there = new Set<string>(told.map(({ kind }) => kind));
  return judgement.catalogue.filter(
    ({ phases = ['plan'], stages, kinds }) =>
      phases.includes('plan') && stages.includes('placement') && kinds.some((kind) => there.has(kind)),
  ).length;
}

export function counted(
  ground: GateGround,
  findings: readonly GateFinding[],
  rows: RowCounts,
  { unsigned }: Staging,
): Counts {
  const open = findings.filter(isOpen);
  const denied = open.filter(({ verdict }) => verdict === 'deny').length;
  const known = findings.filter((each) => each.known).length;
  const staged = findings.filter((each) => each.stage !== undefined && each.waiver === undefined && !each.known).length;
  return {
    controls: controlsAsked(ground),
    subjects: ground.plan.verdicts.size,
    // An input of nothing but roles and networks is not empty: everything that came in was looked at. So is a change of
    // the estate that was named, and comes alone.
    containers: rows.total + Number(ground.isChangeNamed),
    deviations: denied,
    unknowns: open.length - denied,
    waived: findings.filter(({ waiver }) => waiver !== undefined).length,
    gaps: rows.notUnderstood + countOf(ground.reading.shorts),
    ...(known === 0 ? {} : { known }),
    ...(staged === 0 ? {} : { staged }),
    ...(unsigned === 0 ? {} : { unsigned }),
  };
}
