/** The judgement of a plan: its own containers, movements and holders, and no finding about the rest of the estate. Pure. */
import type { Collection, Control, Decision, Finding, PlannedMove, Verdict } from '../../estate/index.ts';
import { put, type Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { inForceAmong, usesOf, waiverOf } from '../exceptions.ts';
import { byWeight, decisionsOf, findingOf, type Judgement } from '../judge.ts';
import { declaredClass } from '../questions/claim.ts';
import { waiverQuestion } from '../questions/register.ts';
import { viewOf, type Premises } from '../questions/view.ts';
import { askPlan, withLately } from './askPlan.ts';
import { citing, marking } from './cited.ts';
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
}

export interface PlanJudgement extends Judgement {
  /** The worst verdict of each container of the plan, exceptions left aside; `not-applicable` where no control asks anything. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly counts: Counts;
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

function findingsIn(judged: Judged, controls: ReadonlyMap<string, Control>): Finding[] {
  return decisionsOf(judged)
    .filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown')
    .map((decision) => findingOf(decision, judged, controls.get(decision.control)!, undefined));
}

/** Without what it allows: where only findings are kept nobody reads that again, and it need not be cited. */
const deviating = ({ question, answer }: Judged): Judged => ({
  question,
  answer: {
    ...answer,
    decisions: answer.decisions.filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown'),
  },
});

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
  ...[premises, collection, engine, catalogue, { moves = [], lately, keep = 'all', watch } = {}]: Asking
): Generator<undefined, PlanJudgement, boolean> {
  const view = withLately(viewOf(premises, collection), lately);
  const controls = new Map(catalogue.map((control) => [control.id, control]));
  const tally = new Tally(premises.estate.waivers.map(({ subject }) => subject));
  const kept: Judged[] = [];
  for (const { container, alike, own } of askPlan(marking(view), remembering(engine), catalogue, moves)) {
    const isFinding = alike.some(hasFinding);
    const wanted = keep === 'all' || isFinding || tally.isAsked(container) ? own() : alike;
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
  const papers = premises.estate.waivers.map((waiver) =>
    put(
      engine,
      catalogue,
      waiverQuestion(view, waiver, tally.classOf(waiver.subject) ?? declaredClass(view, waiver.subject)),
    ),
  );
  const inForce = inForceAmong(papers.flatMap(decisionsOf));
  const waiver = waiverOf(premises.estate, inForce);
  const about = papers.filter(({ question }) => tally.classOf(question.waiver?.target ?? '') !== undefined);
  const judged = [...kept, ...about];
  const rows = judged.flatMap((each) => decisionsOf(each).map((decision) => ({ decision, each })));
  const findings: Finding[] = rows
    .filter(({ decision: { verdict } }) => verdict === 'deny' || verdict === 'unknown')
    .map(({ decision, each }) => findingOf(decision, each, controls.get(decision.control)!, waiver(decision)))
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
    waivers: usesOf(premises, inForce, findings),
    gaps: [],
    declaredOnly: [],
    verdicts: tally.verdicts,
    counts: tally.counts(),
  };
}
