/** The judgement of a plan: its own containers, movements and holders, and no finding about the rest of the estate. Pure. */
import type { Collection, Control, Decision, Finding, PlannedMove, Verdict } from '../../estate/index.ts';
import { aboutContainer, isJudged, put, type Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { inForceAmong, usesOf, waiverOf } from '../exceptions.ts';
import { byWeight, decisionsOf, findingOf, type Judgement } from '../judge.ts';
import { declaredClass } from '../questions/claim.ts';
import { moveQuestion } from '../questions/moving.ts';
import { waiverQuestion } from '../questions/register.ts';
import { viewOf, type Premises, type View } from '../questions/view.ts';
import { citing, marking } from './cited.ts';
import { remembering } from './remembering.ts';
import { Tally, type Counts } from './tally.ts';

/** What the gate hands over beside the premises, whose phase is `plan`, and the facts told of each container. */
export interface PlanQuestions {
  readonly moves?: readonly PlannedMove[];
  /** The last collection: what it found in a container counts for the class, where the plan shows no content. */
  readonly lately?: Collection;
  /** `findings`: only questions and decisions of findings are kept, or 100,000 containers fill the memory. */
  readonly keep?: 'all' | 'findings';
}

export interface PlanJudgement extends Judgement {
  /** The worst verdict of each container of the plan, exceptions left aside; `not-applicable` where no control asks anything. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly counts: Counts;
}

/** Labels of the last collection stand in for those that a plan cannot show; nothing else of it is believed. */
function withLately(view: View, lately: Collection | undefined): View {
  if (lately === undefined) return view;
  const labels = new Map(
    lately.observations.filter(({ fact }) => fact === 'labels').map((each) => [each.subject, each]),
  );
  return {
    ...view,
    seen: (subject, fact) => {
      const told = view.seen(subject, fact);
      const found = fact === 'labels' && told?.value === undefined ? labels.get(subject) : undefined;
      return (found ?? told) as never;
    },
  };
}

interface Asked {
  readonly container: string;
  readonly marked: Judged;
}

function* askPlan(
  view: View,
  engine: Engine,
  catalogue: readonly Control[],
  moves: readonly PlannedMove[],
): Generator<Asked> {
  for (const container of view.containers) {
    if (!isJudged(view, container)) continue;
    for (const marked of aboutContainer(view, engine, catalogue, container))
      yield { container: container.subject, marked };
  }
  const questions = moves.flatMap((move) => {
    const question = moveQuestion(view, move);
    return question === undefined ? [] : [{ container: move.subject, question }];
  });
  const byPath = new Map(questions.map((each) => [each.question.subject.id, each]));
  for (const { container, question } of [...byPath.values()].sort(bySubject))
    yield { container, marked: put(engine, catalogue, question) };
}

interface Moved {
  readonly question: Judged['question'];
}
const bySubject = (one: Moved, other: Moved) => (one.question.subject.id < other.question.subject.id ? -1 : 1);

/** Every question about the plan with its answer, in a stable order, one at a time: for whoever seals or streams them. */
export function* judgedOf(
  premises: Premises,
  collection: Collection,
  engine: Engine,
  catalogue: readonly Control[],
  { moves = [], lately }: PlanQuestions = {},
): Generator<Judged> {
  const view = withLately(viewOf(premises, collection), lately);
  for (const { container, marked } of askPlan(marking(view), remembering(engine), catalogue, moves))
    yield citing(view, container, marked);
}

/** Judges what a plan makes. The gate has its own shortfalls, so there are no gaps; a bad waiver of elsewhere is no finding. */
export function judgePlan(
  premises: Premises,
  collection: Collection,
  engine: Engine,
  catalogue: readonly Control[],
  { moves = [], lately, keep = 'all' }: PlanQuestions = {},
): PlanJudgement {
  const view = withLately(viewOf(premises, collection), lately);
  const tally = new Tally(premises.estate.waivers.map(({ subject }) => subject));
  const kept: Judged[] = [];
  for (const { container, marked } of askPlan(marking(view), remembering(engine), catalogue, moves)) {
    const isFinding = tally.add(container, marked);
    if (keep === 'all' || isFinding) kept.push(citing(view, container, marked));
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
  const controls = new Map(catalogue.map((control) => [control.id, control]));
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
