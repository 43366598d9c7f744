/** A change of the estate, judged: what it loosens, each as a finding or as allowed by its owner. Pure. */
import type { Control, Decision, Estate, Finding, Instant, Trust } from '../../estate/index.ts';
import { put, type Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { byWeight, decisionsOf, findingOf, type Judgement } from '../judge.ts';
import { looseningQuestions, type ChangeSignature } from '../questions/loosening.ts';
import { folded } from './folded.ts';
import { looseningsOf } from './loosening.ts';
import { trustLoosenings } from './trust.ts';

export const looseningControl = 'register/only-the-owner-loosens-the-promise';

/** Two estates and, where the change touches it, two trust documents; each with how the owner's signature of the head stands. */
export interface EstateChange {
  readonly base: Estate;
  readonly head: Estate;
  readonly signature: ChangeSignature;
  readonly trust?: { readonly base: Trust; readonly head: Trust; readonly signature: ChangeSignature };
}

export interface ChangeJudgement {
  readonly judged: readonly Judged[];
  readonly decisions: readonly Decision[];
  /** Heaviest first. No exception ever covers one: it would be the change that excuses itself. */
  readonly findings: readonly Finding[];
}

export function judgeChange(
  { base, head, signature, trust }: EstateChange,
  asOf: Instant,
  engine: Engine,
  catalogue: readonly Control[],
): ChangeJudgement {
  const loosened = [
    ...folded(looseningsOf(base, head)).map((what) => ({ what, signature })),
    ...(trust === undefined
      ? []
      : folded(trustLoosenings(trust.base, trust.head)).map((what) => ({ what, signature: trust.signature }))),
  ];
  const judged = looseningQuestions(loosened, signature, asOf).map((each) => put(engine, catalogue, each));
  const controls = new Map(catalogue.map((control) => [control.id, control]));
  const rows = judged.flatMap((each) => decisionsOf(each).map((decision) => ({ decision, each })));
  return {
    judged,
    decisions: rows.map(({ decision }) => decision),
    findings: rows
      .filter(({ decision: { verdict } }) => verdict === 'deny' || verdict === 'unknown')
      .map(({ decision, each }) => findingOf(decision, each, controls.get(decision.control)!))
      .sort(byWeight),
  };
}

/** A judgement of a plan and one of the change of the estate that comes with it, as one. */
export function withChange(judgement: Judgement, change: ChangeJudgement): Judgement {
  return {
    ...judgement,
    judged: [...judgement.judged, ...change.judged],
    decisions: [...judgement.decisions, ...change.decisions],
    findings: [...judgement.findings, ...change.findings].sort(byWeight),
  };
}
