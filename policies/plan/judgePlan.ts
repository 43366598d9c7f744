/** The judgement of a plan: its own containers, movements and holders, and no finding about the rest of the estate. Pure. */
import {
  type Collection,
  type Control,
  type Decision,
  type Finding,
  type PlannedMove,
  type Standing,
  type Verdict,
} from '../../estate/index.ts';
import type { Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { excusing, inForceAmong, usesOf } from '../exceptions.ts';
import { Grantable } from '../granting.ts';
import { byWeight, decisionsOf, findingOf, type Judgement } from '../judge.ts';
import { viewOf, type Premises } from '../questions/view.ts';
import { askPlan, withLately } from './askPlan.ts';
import { citing, marking } from './cited.ts';
import { deviating, findingsIn } from './deviating.ts';
import { onWaivers } from './onWaivers.ts';
import { Standings, type EnvironmentOf } from './covered.ts';
import { remembering } from './remembering.ts';
import { hasFinding, Tally, type Counts } from './tally.ts';

/** Whoever watches hears what is answered as soon as it is; which exceptions are in force is only known at the end. */
export interface PlanWatch {
  readonly answered: (container: string) => void;
  readonly found: (finding: Finding) => void;
}

/** What the gate hands over beside the premises, whose phase is `plan`, and the facts told of each container. */
export interface PlanQuestions {
  readonly moves?: readonly PlannedMove[];
  /** The last collection: what it found in a container counts for the class, where the plan shows no content. */
  readonly lately?: Collection;
  /** `findings`: only questions and decisions of findings are kept, or 100,000 containers fill the memory. */
  readonly keep?: 'all' | 'findings';
  readonly watch?: PlanWatch;
  /** Left out, nobody says it, and no exception for an address of the plan holds. */
  readonly environmentOf?: EnvironmentOf;
}

export interface PlanJudgement extends Judgement {
  /** The worst verdict of each container of the plan, exceptions left aside; `not-applicable` where no control asks anything. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly counts: Counts;
  /** By subject, of what has no name of its own, where something was found or everything is kept: what an exception for it is to say that it covers. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Every question about the plan with its answer, in a stable order, one at a time: for whoever seals or streams them. */
export function* judgedOf(
  premises: Premises,
  collection: Collection,
  engine: Engine,
  catalogue: readonly Control[],
  { moves = [], lately }: PlanQuestions = {},
): Generator<Judged> {
  const view = withLately(viewOf(premises, collection), lately);
  for (const { container, own } of askPlan(marking(view), remembering(engine), catalogue, moves))
    for (const marked of own()) yield citing(view, container, marked);
}

type Asking = [Premises, Collection, Engine, readonly Control[], PlanQuestions?];

/** Judges what a plan makes. The gate has its own shortfalls, so there are no gaps; a bad waiver of elsewhere is no finding. */
export function judgePlan(...asking: Asking): PlanJudgement {
  const steps = judging(...asking);
  let step = steps.next(false);
  while (step.done !== true) step = steps.next(false);
  return step.value;
}

/** The same, container by container: whoever hands in `true` has seen enough, and gets what is judged until then. */
export function* judging(
  ...[premises, collection, engine, catalogue, questions = {}]: Asking
): Generator<undefined, PlanJudgement, boolean> {
  const { moves = [], lately, keep = 'all', watch, environmentOf = () => undefined } = questions;
  const view = withLately(viewOf(premises, collection), lately);
  const controls = new Map(catalogue.map((control) => [control.id, control]));
  const tally = new Tally(premises.estate.waivers.map(({ subject }) => subject));
  const kept: Judged[] = [];
  const standings = new Standings(marking(view), environmentOf);
  for (const { container, alike, own } of askPlan(marking(view), remembering(engine), catalogue, moves)) {
    const isFinding = alike.some(hasFinding);
    const isWanted = isFinding || tally.isAsked(container);
    const wanted = keep === 'all' || isWanted ? own() : alike;
    if (isWanted || keep === 'all') standings.add(container, alike[0]?.answer.class?.effective);
    for (const marked of wanted) {
      tally.add(container, marked);
      if (keep !== 'all' && !hasFinding(marked)) continue;
      const cited = citing(view, container, keep === 'all' ? marked : deviating(marked));
      kept.push(cited);
      if (watch !== undefined) for (const each of findingsIn(cited, controls)) watch.found(each);
    }
    watch?.answered(container);
    if (yield) break;
  }
  const grantable = new Grantable(premises.estate.waivers);
  if (premises.estate.waivers.length > 0) for (const each of kept) grantable.add(each);
  const papers = onWaivers(view, engine, catalogue, { tally, standings, grantable });
  const onPapers = papers.flatMap(decisionsOf);
  const inForce = inForceAmong(onPapers);
  const excused = excusing(premises.estate, inForce);
  const about = papers.filter(({ question }) => tally.classOf(question.waiver?.target ?? '') !== undefined);
  const judged = [...kept, ...about];
  const rows = judged.flatMap((each) => decisionsOf(each).map((decision) => ({ decision, each })));
  const findings: Finding[] = rows
    .filter(({ decision: { verdict } }) => verdict === 'deny' || verdict === 'unknown')
    .map(({ decision, each }) => excused(findingOf(decision, each, controls.get(decision.control)!)))
    .sort(byWeight);
  const decisions: Decision[] = rows.map(({ decision }) => decision);
  return {
    asOf: premises.asOf,
    catalogue,
    judged,
    decisions:
      keep === 'all'
        ? decisions
        : findings.map(({ control, subject, verdict, reasons, because }) => ({
            control,
            subject,
            verdict,
            reasons,
            because,
          })),
    findings,
    waivers: usesOf(premises, inForce, findings, onPapers),
    gaps: [],
    declaredOnly: [],
    verdicts: tally.verdicts,
    counts: tally.counts(),
    standings: standings.bySubject,
  };
}
