/** Observations → questions → decisions → findings. Pure: clock, collection and engine are arguments. */
import { byText, type Collection, type Control, type Decision, type Finding, type Lexicon } from '../estate/index.ts';
import { ask, type Judged } from './ask.ts';
import { gapsOf, type Gap } from './coverage.ts';
import type { Engine } from './engine/engine.ts';
import { classOf } from './granting.ts';
import { excusing, inForceAmong, usesOf, type WaiverUse } from './exceptions.ts';
import { viewOf, type Premises } from './questions/view.ts';

/** What one bundle answered, under its own digest. */
export interface BundleJudgement {
  readonly digest: string;
  readonly name: string;
  readonly words: Lexicon;
  readonly judged: readonly Judged[];
}

export interface Judgement {
  readonly asOf: string;
  readonly catalogue: readonly Control[];
  readonly judged: readonly Judged[];
  readonly decisions: readonly Decision[];
  readonly findings: readonly Finding[];
  readonly waivers: readonly WaiverUse[];
  /** What was not looked at, or not wholly: it makes a run incomplete. */
  readonly gaps: readonly Gap[];
  /** Places nobody can look into: named, never counted as looked at. */
  readonly declaredOnly: readonly string[];
  /** What the organisation's own bundles answered; their rows are among decisions and findings, never among `judged`. */
  readonly bundles?: readonly BundleJudgement[];
}

export function decisionsOf({ question, answer }: Judged): Decision[] {
  return answer.decisions.map((decision) => ({
    control: decision.control,
    subject: question.subject.id,
    verdict: decision.verdict,
    reasons: decision.reasons as Decision['reasons'],
    because: decision.because,
  }));
}

export function findingOf(decision: Decision, judged: Judged, control: Control): Finding {
  const { dataset, zone } = judged.question;
  const own = classOf(judged);
  return {
    ...decision,
    verdict: decision.verdict === 'deny' ? 'deny' : 'unknown',
    severity: control.severity,
    force: control.force,
    references: control.references,
    ...(dataset?.id === undefined ? {} : { dataset: dataset.id }),
    ...(zone?.id === undefined ? {} : { zone: zone.id }),
    ...(own === undefined ? {} : { class: own }),
  };
}

const heaviest = ['critical', 'high', 'medium', 'low'];

export function byWeight(one: Finding, other: Finding): number {
  return (
    Number(one.verdict === 'unknown') - Number(other.verdict === 'unknown') ||
    heaviest.indexOf(one.severity) - heaviest.indexOf(other.severity) ||
    byText(one.subject, other.subject) ||
    byText(one.control, other.control)
  );
}

/** Judges an estate against what was collected; without a collection, what the estate declares alone. */
export function judge(
  premises: Premises,
  collection: Collection | undefined,
  engine: Engine,
  catalogue: readonly Control[],
): Judgement {
  const view = viewOf(premises, collection);
  const judged = [...ask(view, engine, catalogue)];
  const controls = new Map(catalogue.map((control) => [control.id, control]));
  const rows = judged.flatMap((each) => decisionsOf(each).map((decision) => ({ decision, each })));
  const decisions = rows.map(({ decision }) => decision);
  const inForce = inForceAmong(decisions);
  const excused = excusing(premises.estate, inForce);
  const findings = rows
    .filter(({ decision }) => decision.verdict === 'deny' || decision.verdict === 'unknown')
    .map(({ decision, each }) => excused(findingOf(decision, each, controls.get(decision.control)!)))
    .sort(byWeight);
  return {
    asOf: premises.asOf,
    catalogue,
    judged,
    decisions,
    findings,
    waivers: usesOf(premises, inForce, findings, decisions),
    ...gapsOf(view, collection),
  };
}
